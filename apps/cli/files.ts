/**
 * Files that the command reads. What cannot be read ends the command with what to do.
 */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import process from 'node:process';
import { EXIT, Refused } from './io.ts';

/** Reads a file as UTF-8; another encoding is refused, not guessed. */
export function readText(path: string): string {
  let bytes: Buffer;
  try {
    bytes = readFileSync(path);
  } catch (error) {
    throw new Refused(`读不了文件 ${path}（${reasonOf(error)}）。请检查路径和权限。`, EXIT.usage);
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new Refused(`${path} 不是 UTF-8 编码。请另存为 UTF-8 后再试。`, EXIT.findings);
  }
}

/** Lists the YAML files at a path, of a folder all below it, in order; paths as seen from here. */
export function yamlFiles(path: string): string[] {
  const found: string[] = [];
  walk(path, found);
  return found.sort().map((file) => relative(process.cwd(), file) || file);
}

/** Tells whether a file is a path or lies below it; both absolute. */
export function isInside(file: string, path: string): boolean {
  return file === path || file.startsWith(path.endsWith(sep) ? path : path + sep);
}

function walk(path: string, found: string[]): void {
  try {
    if (!statSync(path).isDirectory()) {
      found.push(path);
      return;
    }
  } catch (error) {
    throw new Refused(`找不到 ${path}（${reasonOf(error)}）。请检查路径。`, EXIT.usage);
  }
  for (const entry of readdirSync(path, { withFileTypes: true })) {
    if (entry.name.startsWith('.')) continue;
    const inner = join(path, entry.name);
    if (entry.isDirectory()) walk(inner, found);
    else if (/\.ya?ml$/.test(entry.name)) found.push(inner);
  }
}

function reasonOf(error: unknown): string {
  const code = (error as NodeJS.ErrnoException | null)?.code;
  return code ?? String(error);
}
