/**
 * The money of a bill as a flow: kinds of cost, then the tiers that take part and the reasons why
 * the rest stays, then the segments of a tier, then who pays. What flows into a node flows out.
 */
import { allotProRata } from '../../../../engine/units/index.ts';
import type { Explanation, TierApplied, Words } from '../../parts/reasons/explained.ts';
import { payersOf, tiersOf } from '../../parts/reasons/steps.ts';
import { atomName, type Bill, PERSON } from './bill.ts';
import type { BillDetail } from './details.ts';

export interface FlowNode extends Words {
  readonly id: string;
  readonly column: 0 | 1 | 2 | 3;
  readonly fen: number;
  /** Place of its payer's colour; -1 the person, null for cost. */
  readonly tone: number | null;
  readonly detail: BillDetail;
}

export interface FlowLink {
  readonly from: string;
  readonly to: string;
  readonly fen: number;
  readonly detail: BillDetail;
}

export interface Flow {
  readonly nodes: readonly FlowNode[];
  readonly links: readonly FlowLink[];
}

/** Makes the flow; nodes and links without money are left out. */
export function flowOf(bill: Bill): Flow {
  const { explanation } = bill;
  const atoms = explanation.atoms.map(
    (atom, index): FlowNode => ({
      ...wordsOf(atomName(bill, atom)),
      id: `atom:${index}`,
      column: 0,
      fen: atom.totalFen,
      tone: null,
      detail: { kind: 'atom', atom: index },
    }),
  );
  const parts = [...fundParts(explanation), personPart(explanation)];
  return {
    nodes: [...atoms, ...parts.flatMap(({ nodes }) => nodes)].filter(({ fen }) => fen > 0),
    links: parts.flatMap(({ links }) => links).filter(({ fen }) => fen > 0),
  };
}

/** Each fund that pays, with its tiers; several tiers of one fund stand as one, for the bill does
 * not say which of them paid which kind of cost. */
function fundParts(explanation: Explanation): readonly Flow[] {
  return payersOf(explanation, PERSON)
    .filter(({ isPerson }) => !isPerson)
    .map((payer): Flow => {
      const tiers = tiersOf(explanation).active.filter(
        (tier) => tier.payer.id === payer.id && tier.paidFen > 0,
      );
      const [only] = tiers;
      const isOne = tiers.length === 1 && only !== undefined;
      const place = explanation.payers.findIndex(({ id }) => id === payer.id);
      const own = { tone: payer.tone, fen: payer.fen };
      const middle: FlowNode = {
        ...own,
        ...joined(tiers),
        id: `tiers:${payer.id}`,
        column: 1,
        detail: isOne ? { kind: 'tier', tier: only.tier } : { kind: 'payer', id: payer.id },
      };
      const last: FlowNode = {
        ...own,
        ...wordsOf(payer),
        id: `payer:${payer.id}`,
        column: 3,
        detail: { kind: 'payer', id: payer.id },
      };
      const segments = isOne ? segmentsOf(only, payer.tone) : [];
      const into = explanation.atoms.map(
        (atom, index): FlowLink => ({
          from: `atom:${index}`,
          to: middle.id,
          fen: atom.paidFen[place] ?? 0,
          detail: { kind: 'cell', atom: index, payer: payer.id },
        }),
      );
      return {
        nodes: [middle, ...segments, last],
        links: [...into, ...outOf(middle, segments, last)],
      };
    });
}

function outOf(middle: FlowNode, segments: readonly FlowNode[], last: FlowNode): FlowLink[] {
  const { detail } = middle;
  if (segments.length === 0) return [{ from: middle.id, to: last.id, fen: last.fen, detail }];
  return segments.flatMap(({ id, fen }) => [
    { from: middle.id, to: id, fen, detail },
    { from: id, to: last.id, fen, detail },
  ]);
}

/**
 * The segments of a tier that pays by several and that no cap cuts; rounding goes to the segment
 * that is owed most of it.
 */
function segmentsOf(tier: TierApplied, tone: number): readonly FlowNode[] {
  const rates = tier.parts.flatMap(({ segments }) => segments);
  const isCut = tier.parts.some(({ paidFen, roundedFen }) => paidFen !== roundedFen);
  const exact = rates.reduce((sum, one) => sum + one.exact, 0);
  if (rates.length < 2 || isCut || exact < tier.paidFen) return [];
  const shares = allotProRata(
    tier.paidFen,
    rates.map((one) => one.exact),
  );
  return rates.map(({ rateBp }, index): FlowNode => {
    const text = `${rateBp / 100}%`;
    return {
      zh: text,
      en: text,
      id: `segment:${tier.tier}:${index}`,
      column: 2,
      fen: shares[index] ?? 0,
      tone,
      detail: { kind: 'tier', tier: tier.tier },
    };
  });
}

/** What stays with the person, by its reasons. */
function personPart(explanation: Explanation): Flow {
  const { personBecause, personFen, atoms } = explanation;
  const person: FlowNode = {
    ...PERSON,
    id: 'payer:person',
    column: 3,
    fen: personFen,
    tone: -1,
    detail: { kind: 'person' },
  };
  const reasons = personBecause.map(
    (reason): FlowNode => ({
      ...reasonFirst(reason),
      id: `reason:${reason.id}`,
      column: 1,
      fen: reason.fen,
      tone: -1,
      detail: { kind: 'reason', id: reason.id },
    }),
  );
  const into = atoms.flatMap((atom, index) =>
    atom.personBecause.map(
      ({ id, fen }): FlowLink => ({
        from: `atom:${index}`,
        to: `reason:${id}`,
        fen,
        detail: { kind: 'cell', atom: index, payer: 'person' },
      }),
    ),
  );
  const out = reasons.map(
    ({ id, fen, detail }): FlowLink => ({ from: id, to: person.id, fen, detail }),
  );
  return { nodes: [...reasons, person], links: [...into, ...out] };
}

/** A reason that opens with its benefit's title, turned about: a label is cut at its end. */
function reasonFirst({ zh, en }: Words): Words {
  return { zh: zh.replace(/^「(.+)」(.+)$/, '$2（$1）'), en };
}

function wordsOf({ zh, en }: Words): Words {
  return { zh, en };
}

function joined(tiers: readonly TierApplied[]): Words {
  return {
    zh: tiers.map(({ zh }) => zh).join('、'),
    en: tiers.map(({ en }) => en).join(', '),
  };
}
