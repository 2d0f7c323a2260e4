/**
 * CPU time of processes, from Linux's own books: what a measurement cost, whoever else was busy.
 */
import { readdirSync, readFileSync } from 'node:fs';

/** Milliseconds of one tick: Linux tells user programs 100 a second. */
const TICK_MS = 10;
/** Fields of `/proc/PID/stat` after the name in brackets. */
const PARENT = 1;
const USER = 11;
const SYSTEM = 12;
/** The same of children that ended and were waited for. */
const ENDED = 2;

/** Milliseconds of CPU that a process and its children have used, also those that ended. */
export function treeCpuMs(pid: number): number {
  const own = statOf(pid);
  let ms = own ? msOf(own) + msOf(own.slice(ENDED)) : 0;
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const stat = statOf(Number(name));
    if (stat && Number(stat[PARENT]) === pid) ms += msOf(stat);
  }
  return ms;
}

/** Milliseconds of CPU that a process has used; 0 where it has ended. */
export function cpuMs(pid: number): number {
  const stat = statOf(pid);
  return stat ? msOf(stat) : 0;
}

function msOf(stat: readonly string[]): number {
  return (Number(stat[USER]) + Number(stat[SYSTEM])) * TICK_MS;
}

function statOf(pid: number): readonly string[] | null {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return text.slice(text.lastIndexOf(')') + 2).split(' ');
  } catch {
    return null;
  }
}
