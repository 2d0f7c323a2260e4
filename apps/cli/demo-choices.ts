/**
 * The choices that the text of the law does not make, and what they are worth to the family.
 */
import { type Lang, wrapped } from '../../engine/explain/index.ts';
import type { Named } from '../../engine/law/index.ts';
import { formatYuan } from '../../engine/units/index.ts';
import { type Page, sectionTitle } from './demo-text.ts';
import type { OtherChoice } from './family.ts';

const WORDS = {
  title: {
    zh: '三、原文没有写明的选择，换一种读法会怎样',
    en: 'III. What the text does not say, and what the other reading is worth',
  },
  lead: {
    zh: '这些地方文件没有写明，法规里各选了一种读法并标明“推定”。换一种，这家人的一年会差（+ 多付，− 少付）：',
    en:
      'Here the text is silent; the law names the reading it takes. Under the other one this ' +
      'family’s year would differ by (+ pays more, − pays less):',
  },
  now: { zh: '现为', en: 'now' },
  under: { zh: '若改为', en: 'under' },
  person: { zh: '个人', en: 'the family' },
  shift: { zh: '个人合计不变', en: 'the family the same' },
  rest: { zh: '处换了也不改变这家人的一年：', en: 'choices would not change this year: ' },
} as const;

/** Writes the choices that matter to this family, the dearest first, then names the others. */
export function choicesSection(
  { io, lang }: Page,
  others: readonly OtherChoice[],
  payers: readonly Named[],
): string {
  const byId = new Map<string, OtherChoice[]>();
  for (const other of others) {
    byId.set(other.choice.id, [...(byId.get(other.choice.id) ?? []), other]);
  }
  const groups = [...byId.values()];
  const moving = groups.filter((group) => worthOf(group) > 0);
  const still = groups.filter((group) => worthOf(group) === 0);
  moving.sort((left, right) => worthOf(right) - worthOf(left));
  const lines = [
    ...wrapped(WORDS.lead[lang], io.width),
    ...moving.flatMap((group) => choiceLines({ io, lang }, group, payers)),
    '',
    ...wrapped(restText(still, lang), io.width).map((line) => io.paint('dim', line)),
  ];
  return `${sectionTitle(io, WORDS.title[lang])}${lines.join('\n')}\n`;
}

/** What a choice can move at most: a payer's or the family's difference; refusals count most. */
function worthOf(group: readonly OtherChoice[]): number {
  const worths = group.flatMap(({ payers, personFen, refused }) => [
    refused === null ? 0 : Number.MAX_SAFE_INTEGER,
    Math.abs(personFen),
    ...[...payers.values()].map(Math.abs),
  ]);
  return Math.max(0, ...worths);
}

function choiceLines(
  { io, lang }: Pick<Page, 'io' | 'lang'>,
  group: readonly OtherChoice[],
  payers: readonly Named[],
): string[] {
  const [first] = group;
  if (!first) return [];
  const { id, is, citation } = first.choice;
  const name = `${id}${lang === 'zh' ? '，' : ', '}${WORDS.now[lang]} ${valueText(is)}`;
  const title = lang === 'zh' && citation.why !== undefined ? `${citation.why} (${name})` : name;
  return [
    ...wrapped(`· ${title}`, io.width, 2),
    ...group.flatMap((other) => otherLines({ io, lang }, other, payers)),
  ];
}

function otherLines(
  { io, lang }: Pick<Page, 'io' | 'lang'>,
  { value, payers: differences, personFen, refused }: OtherChoice,
  payers: readonly Named[],
): string[] {
  if (differences.size === 0 && personFen === 0 && refused === null) return [];
  const person =
    personFen === 0 ? WORDS.shift[lang] : `${WORDS.person[lang]} ${signedYuan(personFen)}`;
  const said = payers.flatMap(({ id, [lang]: name }) => {
    const fen = differences.get(id);
    return fen === undefined ? [] : [`${name} ${signedYuan(fen)}`];
  });
  const head = `  ${WORDS.under[lang]} ${valueText(value)}${lang === 'zh' ? '：' : ': '}`;
  const body = refused ?? [io.paint('bold', person), ...said].join(lang === 'zh' ? '，' : ', ');
  return wrapped(head + body, io.width, 6);
}

function restText(still: readonly (readonly OtherChoice[])[], lang: Lang): string {
  const names = still.flatMap(([first]) => first?.choice.id.split('/')[1] ?? []);
  const list = names.join(lang === 'zh' ? '、' : ', ');
  return lang === 'zh'
    ? `另有 ${names.length} ${WORDS.rest.zh}${list}。`
    : `${names.length} ${WORDS.rest.en}${list}.`;
}

function valueText(value: OtherChoice['value']): string {
  return typeof value === 'object' ? value.join(' → ') : String(value);
}

function signedYuan(fen: number): string {
  return fen > 0 ? `+${formatYuan(fen)}` : `−${formatYuan(-fen)}`;
}
