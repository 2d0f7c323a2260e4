/**
 * Trial `estimator-agrees`: random answers go to the estimator's worker, as it is built for the
 * page and running in Chromium, and to `settle` in Node over the law as it is read from policies/.
 * The visit is made of the answers twice, by separate code. Every fen of every payer, atom and
 * reason must be the same, and so must every rejection. The same answers go to the service's trial
 * settlement over HTTP.
 */
import { loadLaw } from '../../apps/cli/load-law.ts';
import type { Answers } from '../../apps/web/features/estimator/answers.ts';
import { type Estimated, openDesk } from '../../apps/web/features/estimator/desk.ts';
import { makeLaws } from '../../apps/web/laws/make-laws.ts';
import type { Explanation } from '../../engine/explain/index.ts';
import type { Law } from '../../engine/law/index.ts';
import type { Settled } from '../../engine/settle/index.ts';
import type { Result } from '../../engine/units/index.ts';
import type { MeasureOptions, TrialResult } from '../result.ts';
import { randomAnswers, settledByHand } from '../workloads/answers.ts';
import { chromiumPath, NO_CHROMIUM, onSite } from '../workloads/browser.ts';
import { type Tried, tryAll } from '../workloads/trial-service.ts';
import { estimateInPage } from '../workloads/worker-in-page.ts';

const TRIES = 5_000;
const QUICK_TRIES = 600;
const SHOWN = 5;

export async function run({ quick, seed }: MeasureOptions): Promise<TrialResult> {
  const { law, diagnostics } = loadLaw();
  if (!law) throw new Error(`the law has faults: ${diagnostics[0]?.message}`);
  const answers = randomAnswers(law, quick ? QUICK_TRIES : TRIES, seed);
  const browser = chromiumPath();
  if (browser === null) console.error(`${NO_CHROMIUM} in a browser: the desk ran in Node instead`);
  const estimated =
    browser === null
      ? await estimateInNode(answers)
      : await onSite(browser, (site) => estimateInPage(site, answers));
  const tried = await tryAll(law, answers);
  const counts = { settled: 0, rejected: 0, payersPaying: 0, withEarlierVisits: 0 };
  let failures = 0;
  for (const [index, one] of answers.entries()) {
    const own = settledByHand(law, one);
    const fault = faultOf(own, estimated[index], law) ?? tryFaultOf(own, tried[index]);
    if (own.ok) counts.settled += 1;
    else counts.rejected += 1;
    if (own.ok) counts.payersPaying += own.value.paidFen.filter((fen) => fen > 0).length;
    if (one.earlier.length > 0) counts.withEarlierVisits += 1;
    if (fault === null) continue;
    failures += 1;
    if (failures <= SHOWN) console.error(`${fault}\n${JSON.stringify(one)}`);
  }
  return {
    name: 'estimator-agrees',
    value: failures,
    tried: answers.length,
    bar: `0 fen of ≥ ${TRIES} random inputs`,
    holds: failures === 0 && (quick || browser !== null),
    figures: { ...counts, ranIn: browser === null ? 'node' : 'chromium' },
  };
}

async function estimateInNode(answers: readonly Answers[]): Promise<readonly Estimated[]> {
  const { catalogue, schemes } = makeLaws();
  const desk = openDesk(async (name) =>
    name === 'catalogue.json' ? catalogue : schemes.get(name),
  );
  const all: Estimated[] = [];
  for (const one of answers) all.push(await desk.estimate(one));
  return all;
}

/** What differs; null where nothing does. */
function faultOf(own: Result<Settled>, page: Estimated | undefined, law: Law): string | null {
  if (!page) return 'the page gave no answer';
  if (!own.ok) {
    const isSame = page.kind === 'rejected' && page.rejection.code === own.rejection.code;
    return isSame ? null : `Node rejects ${own.rejection.code}, the page: ${textOf(page)}`;
  }
  if (page.kind !== 'settled') return `Node settles, the page: ${textOf(page)}`;
  const { explanation } = page;
  const hash = law.programs.find(({ id }) => id === explanation.law.scheme)?.hash;
  if (hash !== explanation.law.hash) return `the page runs another law: ${explanation.law.scheme}`;
  const ours = numbersOf(own.value);
  const theirs = numbersIn(explanation);
  return ours === theirs ? null : `Node ${ours}\npage ${theirs}`;
}

/** What differs from the service's trial settlement; null where nothing does. */
function tryFaultOf(own: Result<Settled>, tried: Tried | undefined): string | null {
  if (!tried) return 'the service gave no answer';
  if (!own.ok) {
    const isSame = tried.kind === 'rejected' && tried.code === own.rejection.code;
    const said = tried.kind === 'rejected' ? tried.code : tried.kind;
    return isSame ? null : `Node rejects ${own.rejection.code}, the service: ${said}`;
  }
  if (tried.kind !== 'settled') return `Node settles, the service: ${tried.code}`;
  const ours = numbersOf(own.value);
  const theirs = numbersIn(tried.explanation);
  return ours === theirs ? null : `Node    ${ours}\nservice ${theirs}`;
}

function textOf(page: Estimated): string {
  return page.kind === 'rejected' ? page.rejection.code : page.kind;
}

/** Total, payers, and the matrix of atoms × payers and person. */
function numbersOf({ totalFen, paidFen, personFen, matrix, residual }: Settled): string {
  const because = residual.flat().reduce((sum, fen) => sum + fen, 0);
  return JSON.stringify([totalFen, paidFen, personFen, because, matrix]);
}

function numbersIn(explanation: Explanation): string {
  const { totalFen, payers, personFen, personBecause, atoms } = explanation;
  return JSON.stringify([
    totalFen,
    payers.map(({ fen }) => fen),
    personFen,
    personBecause.reduce((sum, { fen }) => sum + fen, 0),
    atoms.map((atom) => [...atom.paidFen, atom.personFen]),
  ]);
}
