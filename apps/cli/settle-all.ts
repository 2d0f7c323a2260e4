/**
 * `tibao settle`: settles histories; per person a table of payers and, bill by bill, the reasons.
 */
import { explain, explainSections, footnoteLines } from '../../engine/explain/index.ts';
import type { Law } from '../../engine/law/index.ts';
import { type SettledStep, spreadOverLines } from '../../engine/settle/index.ts';
import type { Rejection } from '../../engine/units/index.ts';
import {
  type EventOptions,
  historiesOf,
  lawOf,
  type SettledPerson,
  settlePersons,
} from './events.ts';
import { EXIT, type Io } from './io.ts';
import { loadLaw } from './load-law.ts';
import { yearTable } from './year-table.ts';

/** Settles all histories of a file; a rejected one is told and the others stand. */
export function settleAll(io: Io, options: EventOptions): number {
  const histories = historiesOf(options);
  const law = lawOf(loadLaw(options.policies));
  const persons = settlePersons(law, histories, options.in);
  if (options.json) {
    const all = persons.map((person) => jsonOf(person, law));
    io.out(`${JSON.stringify({ version: 1, persons: all }, null, 2)}\n`);
  } else {
    for (const person of persons) tell(io, person, law, options);
  }
  return persons.some(({ rejection }) => rejection !== null) ? EXIT.findings : EXIT.ok;
}

function jsonOf({ history, names, settled, rejection }: SettledPerson, law: Law): unknown {
  return {
    area: history.area,
    person: history.person.id,
    name: names.person,
    rejection,
    results: settled?.steps.map((step) => ({
      event: step.event.id,
      title: names.events.get(step.event.id) ?? step.event.id,
      explanation: explain(step.settled, law),
      lines: step.event.kind === 'visit' ? spreadOverLines(step.settled, step.event) : [],
    })),
    counters: settled?.state.counters,
  };
}

function tell(io: Io, person: SettledPerson, law: Law, options: EventOptions): void {
  const { names, settled, rejection } = person;
  io.out(`${io.paint('bold', names.person)}\n`);
  if (!settled) {
    io.err(rejectionText(names.person, rejection));
    return;
  }
  const titled = (step: SettledStep) => names.events.get(step.event.id) ?? step.event.id;
  const rows = settled.steps.map((step) => ({ title: titled(step), step }));
  io.out(`${yearTable(io, rows, { lang: options.lang, width: options.width ?? io.width })}\n`);
  const footnotes: string[] = [];
  for (const { title, step } of rows) {
    const sections = explainSections(explain(step.settled, law), options.lang, {
      width: options.width ?? io.width,
      title,
      footnotes,
    });
    const [first = '', ...rest] = sections.heading;
    const lines = [io.paint('bold', first), ...rest, ...sections.tiers, ...sections.person];
    io.out(`${lines.join('\n')}\n\n`);
  }
  io.out(`${footnoteLines(footnotes, options.width ?? io.width).join('\n')}\n\n`);
}

/** Writes why a history is not settled. */
export function rejectionText(name: string, { code, message, at }: Rejection): string {
  return `${name}：没有结算。${message}（${code}${at === undefined ? '' : `，${at}`}）\n`;
}
