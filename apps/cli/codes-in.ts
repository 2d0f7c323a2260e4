/**
 * Codes and numbers given on the command line.
 */
import { usage } from './io.ts';

/** `a=b,c=d`. */
export function codesIn(text: string | undefined): Record<string, string> {
  const pairs = (text ?? '').split(/[,，]/).filter((part) => part.trim() !== '');
  return Object.fromEntries(
    pairs.map((part) => {
      const at = part.indexOf('=');
      if (at < 1) throw usage(`“${part}”应写成 维度=代码。`);
      return [part.slice(0, at).trim(), part.slice(at + 1).trim()];
    }),
  );
}
