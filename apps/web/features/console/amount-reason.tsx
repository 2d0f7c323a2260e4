/** An amount of a stored bill; a press asks the platform for its reasons. */
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useRef, useState } from 'react';
import { ask } from '../../api/client.ts';
import { Dialog } from '../../parts/dialog.tsx';
import { Money } from '../../parts/money.tsx';
import { DetailDialog } from '../../parts/reasons/detail-dialog.tsx';
import type { Detail } from '../../parts/reasons/details.ts';
import { useWords } from '../../parts/use-words.ts';
import { useApi } from './api-context.ts';
import { Answered } from './states.tsx';

interface AmountReasonProps {
  readonly fen: number;
  readonly settlementId: string;
  readonly detail: Detail;
  readonly isSigned?: boolean;
}

export function AmountReason({
  fen,
  settlementId,
  detail,
  isSigned,
}: AmountReasonProps): ReactNode {
  const [open, setOpen] = useState<Detail | null>(null);
  // While the reasons are asked for another dialog stands: the browser forgets whence it came.
  const opener = useRef<Element | null>(null);
  const explain = () => {
    opener.current = document.activeElement;
    setOpen(detail);
  };
  const close = () => {
    setOpen(null);
    if (opener.current instanceof HTMLElement) opener.current.focus();
  };
  const sign = isSigned ? { isSigned } : {};
  return (
    <>
      <Money fen={fen} {...sign} onExplain={explain} />
      {open ? (
        <Reason settlementId={settlementId} detail={open} onDetail={setOpen} onClose={close} />
      ) : null}
    </>
  );
}

interface ReasonProps {
  readonly settlementId: string;
  readonly detail: Detail;
  readonly onDetail: (detail: Detail) => void;
  readonly onClose: () => void;
}

function Reason({ settlementId, detail, onDetail, onClose }: ReasonProps): ReactNode {
  const { w } = useWords();
  const api = useApi();
  const bill = useQuery({
    queryKey: ['bill', settlementId],
    queryFn: () =>
      ask(api.GET('/api/settlements/{settlementId}/bill', { params: { path: { settlementId } } })),
  });
  if (!bill.data) {
    return (
      <Dialog title={w.reasonsAsked} onClose={onClose}>
        <Answered asked={bill}>{() => null}</Answered>
      </Dialog>
    );
  }
  return (
    <DetailDialog
      key={JSON.stringify(detail)}
      explanation={bill.data.explanation}
      detail={detail}
      onDetail={onDetail}
      onClose={onClose}
    />
  );
}
