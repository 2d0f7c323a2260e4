/**
 * `tibao explain`: one event of a history, every fen with its reason and source.
 */
import { explain, explainText } from '../../engine/explain/index.ts';
import { type EventOptions, historiesOf, lawOf, settlePersons } from './events.ts';
import { EXIT, type Io, Refused } from './io.ts';
import { loadLaw } from './load-law.ts';
import { rejectionText } from './settle-all.ts';

interface ExplainOptions extends EventOptions {
  readonly event: string;
  readonly person?: string;
}

/** Settles the whole history, as earlier events decide, and explains the one that is asked for. */
export function explainOne(io: Io, options: ExplainOptions): number {
  const histories = historiesOf(options).filter(
    ({ history }) =>
      (options.person === undefined || history.person.id === options.person) &&
      history.items.some((item) => item.kind === 'event' && item.event.id === options.event),
  );
  const [only] = histories;
  if (!only) throw new Refused(`没有事件 ${options.event}。请核对编号。`, EXIT.findings);
  if (histories.length > 1) {
    const who = histories.map(({ history }) => history.person.id).join('、');
    throw new Refused(`不止一人有事件 ${options.event}（${who}）。用 --person 指明。`, EXIT.usage);
  }
  const law = lawOf(loadLaw(options.policies));
  const [person] = settlePersons(law, [only], options.in);
  if (!person?.settled) {
    const rejection = person?.rejection ?? { code: '', message: '' };
    throw new Refused(rejectionText(only.names.person, rejection).trimEnd(), EXIT.findings);
  }
  const step = person.settled.steps.find(({ event }) => event.id === options.event);
  if (!step) throw new Refused(`事件 ${options.event} 已冲销，没有结算结果。`, EXIT.findings);
  const explanation = explain(step.settled, law);
  if (options.json) io.out(`${JSON.stringify(explanation, null, 2)}\n`);
  else {
    const title = only.names.events.get(options.event);
    const text = explainText(explanation, options.lang, {
      width: options.width ?? io.width,
      ...(title === undefined ? {} : { title }),
    });
    io.out(text);
  }
  return EXIT.ok;
}
