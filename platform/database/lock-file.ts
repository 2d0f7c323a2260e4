/**
 * A folder that one process at a time may own: PGlite itself lets two open it and loses rows.
 */
import { closeSync, mkdirSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';

export interface FolderLock {
  release(): void;
}

/** Takes the folder; throws, naming the owner, while another living process holds it. */
export function lockFolder(folder: string): FolderLock {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, 'owner.lock');
  for (;;) {
    if (tryCreate(path)) return { release: () => rmSync(path, { force: true }) };
    const owner = ownerOf(path);
    if (owner !== null && isOurs(owner)) throw new LockHeld(folder, owner.pid);
    rmSync(path, { force: true });
  }
}

export class LockHeld extends Error {
  constructor(folder: string, pid: number) {
    super(`数据目录 ${folder} 正由进程 ${pid} 使用；请先停止它，或换一个目录`);
    this.name = 'LockHeld';
  }
}

interface Owner {
  readonly pid: number;
  /** When the process began, as the system counts it; empty where it cannot be told. */
  readonly began: string;
}

function tryCreate(path: string): boolean {
  let file: number;
  try {
    file = openSync(path, 'wx', 0o600);
  } catch (fault) {
    if (isCode(fault, 'EEXIST')) return false;
    throw fault;
  }
  writeSync(file, JSON.stringify({ pid: process.pid, began: beganAt(process.pid) }));
  closeSync(file);
  return true;
}

/** Null where the file holds no owner: its writer died between making and filling it. */
function ownerOf(path: string): Owner | null {
  try {
    const read: unknown = JSON.parse(readFileSync(path, 'utf8'));
    if (typeof read !== 'object' || read === null || !('pid' in read)) return null;
    const began = 'began' in read ? String(read.began) : '';
    return { pid: Number(read.pid), began };
  } catch {
    return null;
  }
}

/** A process number may have gone to another process since: then the lock is left over. */
function isOurs({ pid, began }: Owner): boolean {
  try {
    process.kill(pid, 0);
  } catch (fault) {
    return isCode(fault, 'EPERM');
  }
  return beganAt(pid) === began;
}

function beganAt(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
  } catch {
    return '';
  }
}

function isCode(fault: unknown, code: string): boolean {
  return fault instanceof Error && 'code' in fault && fault.code === code;
}
