/** What every part of the console has around it: the way to the others. */
import { Link, Outlet } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useWords } from '../../parts/use-words.ts';

export function Frame(): ReactNode {
  const { w } = useWords();
  return (
    <>
      <nav className="places" aria-label={w.consolePlaces}>
        <Link to="/" activeOptions={{ exact: true }}>
          {w.findPersons}
        </Link>
        <Link to="/settlements" activeOptions={{ exact: true }}>
          {w.findSettlements}
        </Link>
        <Link to="/trial">{w.trialTitle}</Link>
      </nav>
      <div className="place">
        <Outlet />
      </div>
    </>
  );
}

export function Waiting(): ReactNode {
  const { w } = useWords();
  return (
    <p className="state" role="status">
      {w.consoleLoading}
    </p>
  );
}

export function Lost(): ReactNode {
  const { w } = useWords();
  return (
    <p className="state" role="alert">
      {w.consoleLost} <Link to="/">{w.findPersons}</Link>
    </p>
  );
}
