/**
 * Tiers that claim the same money: the first takes a cell whole, so the later, on the same bill,
 * does not find it.
 */
import { type BaseEntry, FIRST_REASONS, type Program, type Tier } from '../../law/index.ts';
import { EMPTY_STATE, type Line, settle, type Visit } from '../../settle/index.ts';
import { asDay, type Day } from '../../units/index.ts';
import { assertShown, type Finding, OF_BILLS } from '../findings/finding.ts';
import { profileOf } from '../findings/profiles.ts';
import { runOf } from '../findings/rerun.ts';
import { intersectionOf, pointOf } from './box.ts';

interface Claim {
  readonly tier: Tier;
  readonly entry: BaseEntry;
  readonly reason: string;
}

/** Finds pairs of tiers on bills that both claim a first cell of the same lines. */
export function overlapsOf(program: Program, day: Day): readonly Finding[] {
  const claims = program.tiers
    .filter(({ on, from, until }) => on === 'visit' && from <= day && day < until)
    .flatMap(claimsOf);
  const found = new Map<string, Finding>();
  for (const [index, first] of claims.entries()) {
    for (const later of claims.slice(index + 1)) {
      const key = `${first.tier.id} ${later.tier.id}`;
      if (found.has(key) || first.tier === later.tier || first.reason !== later.reason) continue;
      if (takesOver(later.tier, first.tier)) continue;
      const finding = overlapOf(program, day, first, later);
      if (finding) found.set(key, finding);
    }
  }
  return [...found.values()];
}

/** The later tier also takes what the earlier leaves: it means to come after it. */
function takesOver(later: Tier, { id }: Tier): boolean {
  return later.parts.some(({ base }) =>
    base.some(({ reasons }) =>
      reasons.some((reason) => reason.startsWith(`${id}.`) || reason.startsWith(`${id}/`)),
    ),
  );
}

/** First cells that a tier takes whole. */
function claimsOf(tier: Tier): readonly Claim[] {
  if (tier.onlyIf.length > 0) return [];
  return tier.parts.flatMap(({ base }) =>
    base.flatMap((entry) =>
      entry.weightBp
        ? []
        : entry.reasons.filter(isFirst).map((reason) => ({ tier, entry, reason })),
    ),
  );
}

function isFirst(reason: string): boolean {
  return (FIRST_REASONS.visit as readonly string[]).includes(reason);
}

function overlapOf(program: Program, day: Day, first: Claim, later: Claim): Finding | null {
  const people = intersectionOf(first.tier.when, later.tier.when);
  const covered = people && intersectionOf(program.covers, people);
  const lines = intersectionOf(first.entry.lines, later.entry.lines);
  if (!covered || !lines) return null;
  const { person, event, along } = profileOf(program, day, pointOf(covered));
  const visit = { ...event, lines: [lineOf(program, first.reason, pointOf(lines))] };
  const input = { event: visit, person, state: EMPTY_STATE, program };
  const result = settle(input);
  if (!result.ok) return null;
  const { tiers } = result.value.settled.trace;
  const traceOf = ({ id }: Tier) => tiers.find(({ tier }) => program.tiers[tier]?.id === id);
  const [own, next] = [traceOf(first.tier), traceOf(later.tier)];
  // Readings and classes may keep the point out of one of the tiers.
  if (own?.kind !== 'paid' || next?.kind !== 'paid') return null;
  const text =
    `“${first.tier.title}”和“${later.tier.title}”都把同一笔费用（${first.reason}）计入；` +
    `前者先取走，后者在这笔费用上什么也取不到`;
  const finding: Finding = {
    kind: 'tiersOverlap',
    scheme: program.id,
    day,
    text,
    because: [first, later].map(({ tier: { id, title, citation } }) => ({ id, title, citation })),
    along: { ...along, ...pointOf(lines) },
    mix: null,
    runs: [runOf(input, '一笔明细')],
    alike: 1,
    ...OF_BILLS,
  };
  const baseFen = own.parts.reduce((sum, { baseFen: fens }) => sum + fens.length, 0);
  assertShown(baseFen > 0, finding);
  return finding;
}

const LINE_FEN = 1_000_000;

/** A line whose cost falls wholly into one first cell. */
function lineOf({ dimensions }: Program, reason: string, codes: Visit['facets']): Line {
  const ordinary = dimensions.flatMap(({ id, of, codes: known, absentMeans, kind }) => {
    if (of !== 'line' || absentMeans !== null || kind !== 'codes') return [];
    return [[id, known[0]?.id ?? '']];
  });
  return {
    id: 'l1',
    costFen: LINE_FEN,
    overLimitFen: reason === 'overLimit' ? LINE_FEN : 0,
    firstShareBp: reason === 'firstShare' ? 10_000 : 0,
    firstShareFen: null,
    facets: {
      ...Object.fromEntries(ordinary),
      ...(reason === 'outOfScope' ? { itemClass: 'C' } : {}),
      ...codes,
    },
  };
}

/** The last day of a scheme: all that it changes has changed. */
export function lastDayOf({ until }: Program): Day {
  return asDay(until - 1);
}
