/** Entry of the estimator. */
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import '../design/tokens.css';
import '../design/base.css';
import '../design/reasons.css';
import '../design/estimator.css';
import '../design/print.css';
import { startDesk } from '../features/estimator/desk-client.ts';
import { Estimator } from '../features/estimator/page.tsx';
import { startSettings } from '../parts/settings.ts';
import { Shell } from '../parts/shell.tsx';
import { linkTo, ROUTES } from '../routes.ts';
import { localToday } from './today.ts';

startSettings();
const root = new URL(linkTo(ROUTES.home, ROUTES.estimator), document.baseURI);
const desk = startDesk(new URL('laws/', root).href);
const page = document.getElementById('page');
if (!page) throw new Error('the page has no place to render');
createRoot(page).render(
  <StrictMode>
    <Shell route={ROUTES.estimator}>
      <Estimator desk={desk} today={localToday()} />
    </Shell>
  </StrictMode>,
);
