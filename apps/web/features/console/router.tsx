/**
 * The parts of the console by address, each loaded when it is asked for. The address stands behind
 * the hash, so the console works as a static page below any path.
 */
import {
  createHashHistory,
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
} from '@tanstack/react-router';
import { Frame, Lost, Waiting } from './frame.tsx';

const root = createRootRoute({ component: Frame, notFoundComponent: Lost });

const search = createRoute({
  getParentRoute: () => root,
  path: '/',
  component: lazyRouteComponent(() => import('./search/page.tsx'), 'SearchPage'),
});

const settlements = createRoute({
  getParentRoute: () => root,
  path: '/settlements',
  component: lazyRouteComponent(() => import('./settlements/page.tsx'), 'SettlementsPage'),
});

const reversal = createRoute({
  getParentRoute: () => root,
  path: '/settlements/$settlementId/reversal',
  component: lazyRouteComponent(() => import('./changes/reversal-page.tsx'), 'ReversalPage'),
});

const person = createRoute({
  getParentRoute: () => root,
  path: '/persons/$personNo',
  component: lazyRouteComponent(() => import('./person/page.tsx'), 'PersonPage'),
});

const trial = createRoute({
  getParentRoute: () => root,
  path: '/trial',
  validateSearch: (given: Record<string, unknown>): TrialSearch => ({
    ...(typeof given.like === 'string' ? { like: given.like } : {}),
    ...(typeof given.person === 'string' ? { person: given.person } : {}),
  }),
  component: lazyRouteComponent(() => import('./trial/page.tsx'), 'TrialPage'),
});

interface TrialSearch {
  /** A settlement whose lines the form begins with. */
  readonly like?: string;
  readonly person?: string;
}

const routeTree = root.addChildren([search, settlements, reversal, person, trial]);

export function createConsoleRouter() {
  return createRouter({
    routeTree,
    history: createHashHistory(),
    defaultPendingComponent: Waiting,
    defaultPreload: false,
    // Kept places would stay in the browser with the numbers of persons in them.
    scrollRestoration: false,
  });
}

declare module '@tanstack/react-router' {
  interface Register {
    readonly router: ReturnType<typeof createConsoleRouter>;
  }
}
