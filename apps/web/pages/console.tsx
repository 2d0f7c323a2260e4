/** Entry of the console. */
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import '../design/tokens.css';
import '../design/base.css';
import '../design/reasons.css';
import '../design/bill.css';
import '../design/console.css';
import '../design/print.css';
import { createApi } from '../api/client.ts';
import { linkToken } from '../api/sign-in.ts';
import { App } from '../features/console/app.tsx';
import { placeOf } from '../features/console/arrival.ts';
import { startSettings } from '../parts/settings.ts';
import { Shell } from '../parts/shell.tsx';
import { linkTo, ROUTES } from '../routes.ts';

startSettings();
const api = createApi(new URL(linkTo(ROUTES.home, ROUTES.console), document.baseURI).href);
const token = linkToken(location.hash);
const place = placeOf(location);
// A token that was read stands no longer in the address, nor in the tab's history.
if (place !== null) history.replaceState(null, '', place);
// A link that is opened in a tab with the console changes the hash alone.
addEventListener('hashchange', () => {
  if (linkToken(location.hash) !== null) location.reload();
});
const page = document.getElementById('page');
if (!page) throw new Error('the page has no place to render');
createRoot(page).render(
  <StrictMode>
    <Shell route={ROUTES.console}>
      <App api={api} token={token} />
    </Shell>
  </StrictMode>,
);
