/**
 * How a visitor wants pages to look: language, light or dark, size. Kept in the browser; the only
 * thing that is kept.
 */
import { useSyncExternalStore } from 'react';
import type { Lang } from '../../../engine/explain/index.ts';

export interface Settings {
  readonly lang: Lang;
  readonly theme: 'auto' | 'light' | 'dark';
  readonly isLarge: boolean;
}

const KEY = 'tibao.settings';
const FIRST: Settings = { lang: 'zh', theme: 'auto', isLarge: false };
const listeners = new Set<() => void>();
let current = FIRST;

/** Takes what was kept and puts it on the document; called once before a page renders. */
export function startSettings(): void {
  current = { ...FIRST, ...kept() };
  show(current);
}

/** Changes some settings for this page and the next ones. */
export function changeSettings(change: Partial<Settings>): void {
  current = { ...current, ...change };
  show(current);
  try {
    localStorage.setItem(KEY, JSON.stringify(current));
  } catch {
    // Storage may be forbidden: the choice then holds for this page only.
  }
  for (const listener of listeners) listener();
}

/** The settings, for a part that shows words or colours. */
export function useSettings(): Settings {
  return useSyncExternalStore(subscribe, () => current);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function kept(): Partial<Settings> {
  try {
    const found: unknown = JSON.parse(localStorage.getItem(KEY) ?? '{}');
    if (typeof found !== 'object' || found === null) return {};
    const { lang, theme, isLarge } = found as Partial<Record<keyof Settings, unknown>>;
    return {
      ...(lang === 'zh' || lang === 'en' ? { lang } : {}),
      ...(theme === 'light' || theme === 'dark' ? { theme } : {}),
      ...(isLarge === true ? { isLarge } : {}),
    };
  } catch {
    return {};
  }
}

function show({ lang, theme, isLarge }: Settings): void {
  const root = document.documentElement;
  root.lang = lang === 'zh' ? 'zh-CN' : 'en';
  root.dataset.theme = theme;
  root.dataset.size = isLarge ? 'large' : 'usual';
}
