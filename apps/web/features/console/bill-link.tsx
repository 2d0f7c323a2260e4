/** The way from a settlement to its bill. */
import type { ReactNode } from 'react';
import { useWords } from '../../parts/use-words.ts';
import { linkTo, ROUTES } from '../../routes.ts';

export function BillLink({ settlementId }: { readonly settlementId: string }): ReactNode {
  const { w } = useWords();
  const page = linkTo(ROUTES.bill, ROUTES.console);
  const href = `${page}?settlement=${encodeURIComponent(settlementId)}`;
  return (
    <a href={href} aria-label={`${w.openBill} ${settlementId}`}>
      {w.openBill}
    </a>
  );
}
