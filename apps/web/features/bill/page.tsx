/** One settlement: what the person paid of the whole, who paid the rest, and why. */
import { type ReactNode, useState } from 'react';
import { type Api, readSession } from '../../api/client.ts';
import { Assumptions } from '../../parts/reasons/assumptions.tsx';
import { Tiers } from '../../parts/reasons/tiers.tsx';
import { useWords } from '../../parts/use-words.ts';
import { filled } from '../../words/words.ts';
import type { Bill } from './bill.ts';
import { BillDialog } from './bill-dialog.tsx';
import { Counters } from './counters.tsx';
import type { BillDetail } from './details.ts';
import { Effects } from './effects.tsx';
import { Facts } from './facts.tsx';
import { FlowSection } from './flow-section.tsx';
import { FormView } from './form-view.tsx';
import { Headline } from './headline.tsx';
import { Banners, Later } from './later.tsx';
import { LawSheet } from './law-sheet.tsx';
import { Lines } from './lines.tsx';
import { NoBillShown } from './states.tsx';
import { useBill } from './use-bill.ts';

interface BillPageProps {
  readonly api: Api;
  readonly settlementId: string | null;
  readonly arrival: Promise<unknown>;
  readonly onOpen: (settlementId: string) => void;
}

export function BillPage({ api, settlementId, arrival, onOpen }: BillPageProps): ReactNode {
  const state = useBill(api, { settlementId, arrival });
  if (state.kind !== 'bill') {
    return <NoBillShown state={state} settlementId={settlementId} onOpen={onOpen} />;
  }
  return <Shown api={api} bill={state.bill} />;
}

interface ShownProps {
  readonly api: Api;
  readonly bill: Bill;
}

type View = 'reasons' | 'form';

function Shown({ api, bill }: ShownProps): ReactNode {
  const { w } = useWords();
  const [view, setView] = useState<View>('reasons');
  const views: readonly (readonly [View, string])[] = [
    ['reasons', w.viewReasons],
    ['form', w.viewForm],
  ];
  return (
    <div className="bill">
      <SignedIn />
      <Facts bill={bill} />
      <Banners bill={bill} />
      <fieldset className="views">
        <legend className="unseen">{w.viewTitle}</legend>
        {views.map(([id, name]) => (
          <button
            key={id}
            type="button"
            className="button"
            aria-pressed={id === view}
            onClick={() => setView(id)}
          >
            {name}
          </button>
        ))}
      </fieldset>
      {view === 'form' ? <FormView api={api} bill={bill} /> : <Reasons bill={bill} />}
    </div>
  );
}

/** Who looks at it, and that the sign-in is a demo's. */
function SignedIn(): ReactNode {
  const { w } = useWords();
  const session = readSession();
  if (session === null) return null;
  const where = session.regions.includes('') ? w.everyRegion : session.regions.join('、');
  return (
    <p className="note signed-in">
      <span className="mark mark-assumed">{w.demoSignIn}</span>{' '}
      {filled(w.signedInAs, { who: session.operator, where })}
    </p>
  );
}

function Reasons({ bill }: { readonly bill: Bill }): ReactNode {
  const { w } = useWords();
  const [detail, setDetail] = useState<BillDetail | null>(null);
  const { explanation } = bill;
  return (
    <>
      <Headline bill={bill} onDetail={setDetail} />
      <FlowSection bill={bill} onDetail={setDetail} />
      <div className="panel">
        <Tiers explanation={explanation} onDetail={setDetail} />
        <Assumptions explanation={explanation} />
      </div>
      <Counters explanation={explanation} onDetail={setDetail} />
      <Lines bill={bill} onDetail={setDetail} />
      <Later bill={bill} />
      <Effects bill={bill} />
      <LawSheet bill={bill} />
      <p className="actions">
        <button type="button" className="button" onClick={() => window.print()}>
          {w.print}
        </button>
      </p>
      {detail ? (
        <BillDialog
          key={JSON.stringify(detail)}
          bill={bill}
          detail={detail}
          onDetail={setDetail}
          onClose={() => setDetail(null)}
        />
      ) : null}
    </>
  );
}
