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
const NIGHT = '(prefers-color-scheme: dark)';
const FIRST: Settings = { lang: 'zh', theme: 'auto', isLarge: false };
const listeners = new Set<() => void>();
let current = FIRST;

/** Takes what was kept and puts it on the document; called once before a page renders. */
export function startSettings(): void {
  current = { ...FIRST, ...kept() };
  show(current);
  matchMedia(NIGHT).addEventListener('change', () => {
    show(current);
    tell();
  });
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
  tell();
}

/** The settings, for a part that shows words or colours. */
export function useSettings(): Settings {
  return useSyncExternalStore(subscribe, () => current);
}

/** Whether the page is dark now, for a part that draws with colours of its own. */
export function useIsDark(): boolean {
  return useSyncExternalStore(subscribe, isDark);
}

function isDark(): boolean {
  return current.theme === 'dark' || (current.theme === 'auto' && matchMedia(NIGHT).matches);
}

function tell(): void {
  for (const listener of listeners) listener();
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

function show({ lang, isLarge }: Settings): void {
  const root = document.documentElement;
  root.lang = lang === 'zh' ? 'zh-CN' : 'en';
  root.dataset.theme = isDark() ? 'dark' : 'light';
  root.dataset.size = isLarge ? 'large' : 'usual';
}
