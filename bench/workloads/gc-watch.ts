/** Counts collections of garbage within stretches of time. */
import { type PerformanceEntry, PerformanceObserver } from 'node:perf_hooks';

export interface GcWatch {
  /** Runs work and notes its stretch. */
  readonly during: <T>(work: () => T) => T;
  /** Collections that fell into a stretch; call it once, at the end. */
  readonly count: () => Promise<number>;
}

export function watchGc(): GcWatch {
  const found: { readonly from: number; readonly until: number }[] = [];
  const stretches: { readonly from: number; readonly until: number }[] = [];
  const note = (entries: readonly PerformanceEntry[]) => {
    for (const { startTime, duration } of entries) {
      found.push({ from: startTime, until: startTime + duration });
    }
  };
  const observer = new PerformanceObserver((list) => note(list.getEntries()));
  observer.observe({ entryTypes: ['gc'] });
  return {
    during: (work) => {
      const from = performance.now();
      const value = work();
      stretches.push({ from, until: performance.now() });
      return value;
    },
    count: async () => {
      // Entries are handed over only once the work is off the stack.
      await new Promise((resolve) => setTimeout(resolve, 50));
      note(observer.takeRecords());
      observer.disconnect();
      return found.filter((gc) =>
        stretches.some(({ from, until }) => gc.from < until && gc.until > from),
      ).length;
    },
  };
}
