/**
 * The site map: every page, its folder below the site's root, and what the start page says of it.
 */
import type { WordKey } from './words/words.ts';

export interface Route {
  /** Folder below the root; the start page is the root itself. */
  readonly path: string;
  readonly title: WordKey;
  readonly about: WordKey;
  /** What its foot says: what the page is not, and what becomes of what is told to it. */
  readonly foot?: readonly WordKey[];
}

export const ROUTES = {
  home: { path: '', title: 'homeTitle', about: 'homeAbout' },
  estimator: { path: 'estimator/', title: 'estimatorTitle', about: 'estimatorAbout' },
  console: {
    path: 'console/',
    title: 'consoleTitle',
    about: 'consoleAbout',
    foot: ['consoleFoot', 'consoleAudit'],
  },
  bill: {
    path: 'bill/',
    title: 'settledTitle',
    about: 'settledAbout',
    foot: ['settledFoot', 'settledAudit'],
  },
} as const satisfies Readonly<Record<string, Route>>;

/** Address of a page as seen from another one, wherever the site lies. */
export function linkTo(route: Route, from: Route): string {
  return `${'../'.repeat(from.path.split('/').length - 1)}${route.path}` || './';
}
