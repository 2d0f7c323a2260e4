/** Entry of one bill: `bill/?settlement=ID`, and `#sign-in=TOKEN` where a link signs in as well. */
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import '../design/tokens.css';
import '../design/base.css';
import '../design/reasons.css';
import '../design/bill.css';
import '../design/print.css';
import { createApi } from '../api/client.ts';
import { linkToken, spendLink } from '../api/sign-in.ts';
import { BillPage } from '../features/bill/page.tsx';
import { startSettings } from '../parts/settings.ts';
import { Shell } from '../parts/shell.tsx';
import { linkTo, ROUTES } from '../routes.ts';

const SETTLEMENT = 'settlement';

function open(settlementId: string): void {
  const address = new URL(location.href);
  address.searchParams.set(SETTLEMENT, settlementId);
  location.assign(address);
}

startSettings();
const api = createApi(new URL(linkTo(ROUTES.home, ROUTES.bill), document.baseURI).href);
const token = linkToken(location.hash);
const arrival = token === null ? Promise.resolve() : spendLink(api, token);
// Told where the bill is asked for.
arrival.catch(() => undefined);
// A token that was read stands no longer in the address, nor in the tab's history.
if (token !== null) history.replaceState(null, '', location.pathname + location.search);
const settlementId = new URL(location.href).searchParams.get(SETTLEMENT);
const page = document.getElementById('page');
if (!page) throw new Error('the page has no place to render');
createRoot(page).render(
  <StrictMode>
    <Shell route={ROUTES.bill}>
      <BillPage api={api} settlementId={settlementId} arrival={arrival} onOpen={open} />
    </Shell>
  </StrictMode>,
);
