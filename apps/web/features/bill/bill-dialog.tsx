/** What opens behind any amount of the bill. */
import type { ReactNode } from 'react';
import { formatYuan } from '../../../../engine/units/index.ts';
import { Dialog } from '../../parts/dialog.tsx';
import { DetailDialog } from '../../parts/reasons/detail-dialog.tsx';
import { tiersOf } from '../../parts/reasons/steps.ts';
import { useWords } from '../../parts/use-words.ts';
import { filled } from '../../words/words.ts';
import { atomName, type Bill, counterName, PERSON } from './bill.ts';
import { AtomReasons, CellReasons, TierReasons } from './bill-reasons.tsx';
import { CounterReasons } from './counter-reasons.tsx';
import { counterText } from './counters.tsx';
import type { BillDetail, OnBillDetail } from './details.ts';
import { LineReasons } from './line-reasons.tsx';

interface BillDialogProps {
  readonly bill: Bill;
  readonly detail: BillDetail;
  readonly onDetail: OnBillDetail;
  readonly onClose: () => void;
}

export function BillDialog({ bill, detail, onDetail, onClose }: BillDialogProps): ReactNode {
  const title = useTitle(bill, detail);
  const { explanation } = bill;
  if (isOfExplanation(detail)) {
    return (
      <DetailDialog
        explanation={explanation}
        detail={detail}
        onDetail={onDetail}
        onClose={onClose}
      />
    );
  }
  const part = { bill, onDetail };
  return (
    <Dialog title={title} onClose={onClose}>
      {detail.kind === 'atom' ? <AtomReasons {...part} index={detail.atom} /> : null}
      {detail.kind === 'cell' ? (
        <CellReasons {...part} index={detail.atom} payer={detail.payer} />
      ) : null}
      {detail.kind === 'tier' ? <TierReasons {...part} id={detail.tier} /> : null}
      {detail.kind === 'line' ? <LineReasons {...part} index={detail.index} /> : null}
      {detail.kind === 'counter' ? <CounterReasons {...part} index={detail.index} /> : null}
    </Dialog>
  );
}

type Shared = Extract<
  BillDetail,
  { readonly kind: 'total' | 'person' | 'payer' | 'reason' | 'source' }
>;

const OWN = new Set(['atom', 'cell', 'tier', 'line', 'counter']);

function isOfExplanation(detail: BillDetail): detail is Shared {
  return !OWN.has(detail.kind);
}

function useTitle(bill: Bill, detail: BillDetail): string {
  const { w, lang } = useWords();
  const { explanation, lines } = bill;
  if (detail.kind === 'line') {
    const line = lines[detail.index];
    return line ? `${line.item?.name ?? line.lineId} ${formatYuan(line.costFen)}` : '';
  }
  if (detail.kind === 'tier') {
    const tier = tiersOf(explanation).active.find((one) => one.tier === detail.tier);
    return tier ? `${tier.zh} ${formatYuan(tier.paidFen)}` : '';
  }
  if (detail.kind === 'counter') {
    const counter = explanation.counters[detail.index];
    return counter ? counterText(w, counterName(explanation, counter), lang) : '';
  }
  if (detail.kind !== 'atom' && detail.kind !== 'cell') return '';
  const atom = explanation.atoms[detail.atom];
  if (!atom) return '';
  const what = atomName(bill, atom)[lang];
  if (detail.kind === 'atom') return `${what} ${formatYuan(atom.totalFen)}`;
  const place = explanation.payers.findIndex(({ id }) => id === detail.payer);
  const who = explanation.payers[place] ?? PERSON;
  const fen = place < 0 ? atom.personFen : (atom.paidFen[place] ?? 0);
  return filled(w.cellTitle, { what, who: who[lang], amount: formatYuan(fen) });
}
