import { readFileSync, readdirSync } from 'node:fs';

/** Figures of the kernel about a process and all that it started (Linux). */

/** A process and its descendants. */
export function family(pid: number): readonly number[] {
  const children = new Map<number, number[]>();
  for (const entry of readdirSync('/proc')) {
    const stat = /^\d+$/.test(entry) ? statOf(Number(entry)) : null;
    if (stat === null) continue;
    const parent = Number(stat[1]);
    children.set(parent, [...(children.get(parent) ?? []), Number(entry)]);
  }
  const all = [pid];
  for (let at = 0; at < all.length; at += 1) all.push(...(children.get(all[at] ?? 0) ?? []));
  return all;
}

/** Memory of a family, what processes share counted once, MB. */
export function pssMb(pid: number): number {
  const kilobytes = family(pid).map((member) => {
    const rollup = read(`/proc/${member}/smaps_rollup`);
    return Number(/^Pss:\s+(\d+)/m.exec(rollup ?? '')?.[1] ?? 0);
  });
  return kilobytes.reduce((sum, kb) => sum + kb, 0) / 1024;
}

/** The same by kind of process, for whoever asks where it goes. */
export function pssByKind(pid: number): string {
  return family(pid)
    .map((member) => {
      const kind = /--type=([\w-]+)/.exec(read(`/proc/${member}/cmdline`) ?? '')?.[1] ?? 'main';
      const kb = Number(/^Pss:\s+(\d+)/m.exec(read(`/proc/${member}/smaps_rollup`) ?? '')?.[1] ?? 0);
      return `${kind} ${Math.round(kb / 1024)}`;
    })
    .join(', ');
}

/** Ticks of the kernel's accounting a second (`sysconf(_SC_CLK_TCK)`, 100 on every Linux in use). */
const ticksPerSecond = 100;

/** Processor time that a family has used so far, ms. */
export function cpuMs(pid: number): number {
  const ticks = family(pid).map((member) => {
    const stat = statOf(member);
    return stat ? Number(stat[11]) + Number(stat[12]) : 0;
  });
  return (ticks.reduce((sum, used) => sum + used, 0) * 1_000) / ticksPerSecond;
}

/** The fields of /proc/<pid>/stat from the third on: the second may hold anything. */
function statOf(pid: number): readonly string[] | null {
  const stat = read(`/proc/${pid}/stat`);
  return stat === null ? null : stat.slice(stat.lastIndexOf(')') + 2).split(' ');
}

/** A process may be gone by the time it is looked at. */
function read(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}
