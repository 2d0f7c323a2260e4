/**
 * Takes the past of many persons at once: who they are, what was filed, and every bill settled
 * under the law that is published. No message and no event is told of: what listens reads tables.
 */
import type { Fact, Person } from '../../../engine/settle/index.ts';
import type { Loadable } from '../../../platform/database/index.ts';
import { importPasts, type NewFact, type PastPerson } from '../../enrolment/index.ts';
import { storeChains } from '../../ledger/index.ts';
import type { Services } from '../services.ts';
import { dayOf } from '../settle/visit-event.ts';
import { storePasts } from '../store/past.ts';
import type { PersonPast, SettledPast } from './model.ts';
import { settlePast } from './settle-past.ts';

export type PastServices = Pick<Services, 'vault' | 'ledgerKey' | 'lawBook' | 'treatFirst'>;

/** A person with all that is to be taken. */
export interface PastFile {
  readonly person: PastPerson;
  readonly past: PersonPast;
}

/** Settles the pasts of persons of one area; `lastClosed` is the area's last closed month. */
export function settlePasts(
  { ledgerKey, lawBook, treatFirst }: PastServices,
  area: string,
  files: readonly PastFile[],
  lastClosed: string | null,
): readonly SettledPast[] {
  const ground = { ledgerKey, treatFirst: treatFirst.get(area) ?? [], lastClosed };
  return files.map(({ person, past }) => {
    const given = { law: lawBook.law, archive: [], area, person: engineView(person) };
    return settlePast(given, past, ground);
  });
}

/** The person as the engine will read it from what is stored. */
function engineView({ personNo, bornOn, facts, pastFilings }: PastPerson): Person {
  const filed = pastFilings.flatMap(({ fact, effectiveFrom, effectiveUntil }) =>
    fact === null ? [] : [{ ...fact, effectiveFrom, effectiveUntil }],
  );
  return { id: personNo, bornOn: dayOf(bornOn), facts: [...facts, ...filed].map(factOf) };
}

function factOf({ dimension, code, effectiveFrom, effectiveUntil }: NewFact): Fact {
  return {
    dimension,
    code,
    effectiveFrom: dayOf(effectiveFrom),
    effectiveUntil: effectiveUntil === null ? null : dayOf(effectiveUntil),
  };
}

/** Stores persons and their settled pasts in a transaction; who is there already is refused. */
export async function storeSettledPasts(
  tx: Loadable,
  { vault }: PastServices,
  area: string,
  taken: { readonly files: readonly PastFile[]; readonly pasts: readonly SettledPast[] },
): Promise<void> {
  await importPasts(
    tx,
    vault,
    taken.files.map(({ person }) => person),
  );
  await storePasts(tx, taken.pasts);
  await storeChains(tx, area, taken.pasts);
}
