/**
 * Fills an empty database with the demo city.
 */
import { addDisease, addProvider, importItems } from '../../../modules/catalogue/index.ts';
import { importPersons } from '../../../modules/enrolment/index.ts';
import { creditAccount } from '../../../modules/ledger/index.ts';
import type { Services } from '../../../modules/settlement/index.ts';
import { DEMO_DISEASES, DEMO_ITEMS } from './catalogue.ts';
import { DEMO_PLACE, type DemoPlace, demoPerson } from './persons.ts';
import { DEMO_PROVIDERS } from './providers.ts';

export interface DemoOptions {
  readonly persons: number;
  readonly place?: DemoPlace;
  readonly at: Date;
  /** Employees whose personal account is credited, from the first on. */
  readonly credited?: number;
}

const CREDIT_FEN = 300_000;

/** Loads catalogue, providers and persons; does nothing if providers are there already. */
export async function fillDemoCity(services: Services, options: DemoOptions): Promise<boolean> {
  const { database, vault, ledgerKey } = services;
  const { place = DEMO_PLACE, persons, at, credited = 10 } = options;
  const known = await database.query('SELECT code FROM catalogue.provider LIMIT 1');
  if (known.length > 0) return false;
  for (const provider of DEMO_PROVIDERS) await addProvider(database, vault, provider);
  await importItems(database, DEMO_ITEMS);
  for (const disease of DEMO_DISEASES) await addDisease(database, disease);
  const all = Array.from({ length: persons }, (_, index) => demoPerson(index, place));
  await importPersons(database, vault, all);
  const employees = all.filter(({ facts }) => facts.some(({ code }) => code === 'employee'));
  for (const { personId } of employees.slice(0, credited)) {
    const subject = `credit-${personId}`;
    const credit = { personId, area: place.area, amountFen: CREDIT_FEN, subject, at };
    await creditAccount(database, credit, ledgerKey);
  }
  await database.analyze();
  return true;
}
