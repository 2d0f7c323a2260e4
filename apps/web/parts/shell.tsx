/** What every page has around it: name, way back, how it looks, and what it is not. */
import { type ReactNode, useEffect } from 'react';
import { linkTo, ROUTES, type Route } from '../routes.ts';
import type { WordKey } from '../words/words.ts';
import { changeSettings, type Settings, useSettings } from './settings.ts';
import { useWords } from './use-words.ts';

interface ShellProps {
  readonly route: Route;
  readonly children: ReactNode;
}

/** Of pages that keep nothing and settle nothing. */
const TRIAL_FOOT = ['disclaimer', 'privacy'] as const satisfies readonly WordKey[];

export function Shell({ route, children }: ShellProps): ReactNode {
  const { w } = useWords();
  useEffect(() => {
    document.title = `${w[route.title]} · ${w.siteName}`;
  }, [w, route]);
  return (
    <>
      <a className="skip" href="#main">
        {w.skip}
      </a>
      <header className="top">
        <a className="brand" href={linkTo(ROUTES.home, route)}>
          {w.siteName}
          <span className="tagline">{w.tagline}</span>
        </a>
        <Looks />
      </header>
      <main id="main" tabIndex={-1}>
        <h1>{route.path === '' ? w.tagline : w[route.title]}</h1>
        {children}
      </main>
      <footer className="foot">
        {(route.foot ?? TRIAL_FOOT).map((key) => (
          <p key={key}>{w[key]}</p>
        ))}
      </footer>
    </>
  );
}

function Looks(): ReactNode {
  const { w, lang } = useWords();
  const { theme, isLarge } = useSettings();
  const themes: readonly (readonly [Settings['theme'], string])[] = [
    ['auto', w.themeAuto],
    ['light', w.themeLight],
    ['dark', w.themeDark],
  ];
  const other = lang === 'zh' ? 'en' : 'zh';
  return (
    <fieldset className="looks">
      <legend className="unseen">{w.settings}</legend>
      <button
        type="button"
        className="button"
        lang={other === 'zh' ? 'zh-CN' : 'en'}
        onClick={() => changeSettings({ lang: other })}
      >
        {w.language}
      </button>
      <button
        type="button"
        className="button"
        aria-pressed={isLarge}
        onClick={() => changeSettings({ isLarge: !isLarge })}
      >
        {w.large}
      </button>
      <label>
        <span className="unseen">{w.theme}</span>
        <select
          value={theme}
          onChange={({ target }) => {
            const found = themes.find(([id]) => id === target.value);
            if (found) changeSettings({ theme: found[0] });
          }}
        >
          {themes.map(([id, name]) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
      </label>
    </fieldset>
  );
}
