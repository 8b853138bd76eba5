/**
 * The way along which a rule would wait for itself: `a`, `b`, `a`. Nothing when there is none. Only ways through the rule
 * that is saved are looked at: the others were looked at when they were saved.
 */
export function findCycle(waitsFor: ReadonlyMap<string, readonly string[]>, start: string): string[] | undefined {
  const cameFrom = new Map<string, string>();
  const open = [start];
  for (let rule = open.shift(); rule !== undefined; rule = open.shift()) {
    for (const next of waitsFor.get(rule) ?? []) {
      if (next === start) return [...wayTo(rule, cameFrom), start];
      if (cameFrom.has(next)) continue;
      cameFrom.set(next, rule);
      open.push(next);
    }
  }
  return undefined;
}

function wayTo(rule: string, cameFrom: ReadonlyMap<string, string>): string[] {
  const way = [rule];
  for (let before = cameFrom.get(rule); before !== undefined; before = cameFrom.get(before)) way.unshift(before);
  return way;
}
