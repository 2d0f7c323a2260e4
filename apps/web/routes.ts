/**
 * The site map: every page, its folder below the site's root, and what the start page says of it.
 */
import type { WordKey } from './words/words.ts';

export interface Route {
  /** Folder below the root; the start page is the root itself. */
  readonly path: string;
  readonly title: WordKey;
  readonly about: WordKey;
}

export const ROUTES = {
  home: { path: '', title: 'homeTitle', about: 'homeAbout' },
  estimator: { path: 'estimator/', title: 'estimatorTitle', about: 'estimatorAbout' },
} as const satisfies Readonly<Record<string, Route>>;

/** Address of a page as seen from another one, wherever the site lies. */
export function linkTo(route: Route, from: Route): string {
  return `${'../'.repeat(from.path.split('/').length - 1)}${route.path}` || './';
}
