/**
 * How much an account has sent within the last second or the last minute.
 *
 * The window slides: within any span of its length there are at most as many sends as the cap says, and not only between
 * two strokes of a clock, because no provider says whose clock its minutes follow. What was sent is kept as a few counts,
 * each at a time that is a little later than the sends it stands for. So a send may count for a moment too long and never
 * for too short, and a few milliseconds on the way to the provider do not bring two minutes closer together. What took longer
 * than that on its way may have come at any moment until it was answered, so it is counted anew from then on.
 */

/** `[milliseconds since 1970, how many]`, oldest first. */
export type SendLog = readonly (readonly [number, number])[];

export interface Window {
  readonly ms: number;
  /** Sends that are no farther apart are counted together. */
  readonly grainMs: number;
  /** By how much later they are counted. */
  readonly marginMs: number;
}

export const SECOND: Window = { ms: 1_000, grainMs: 20, marginMs: 20 };
export const MINUTE: Window = { ms: 60_000, grainMs: 250, marginMs: 150 };

/** What still counts at this moment. A clock that was set back must not make sends of its future count for long. */
function stillCounting(log: SendLog, { ms, grainMs, marginMs }: Window, now: number): SendLog {
  const latest = now + marginMs + grainMs;
  return log.filter(([at]) => at + ms > now).map(([at, count]) => [Math.min(at, latest), count]);
}

/** When sends of this moment are counted. */
function countedAt(now: number, { grainMs, marginMs }: Window): number {
  return Math.ceil((now + marginMs) / grainMs) * grainMs;
}

function withCount(log: SendLog, at: number, sends: number): SendLog {
  const last = log.at(-1);
  if (last !== undefined && last[0] >= at) return [...log.slice(0, -1), [last[0], last[1] + sends]];
  return [...log, [at, sends]];
}

/** The log with so many sends more. */
export function withSends(log: SendLog, window: Window, now: number, sends: number): SendLog {
  return withCount(stillCounting(log, window, now), countedAt(now, window), sends);
}

/**
 * The log after sends that were begun at one moment have been answered at a later one: they count as made then. Where it
 * cannot be told which count was theirs, they count twice.
 */
export function movedSends(
  log: SendLog,
  window: Window,
  { from, to, sends }: { readonly from: number; readonly to: number; readonly sends: number },
): SendLog {
  const before = countedAt(from, window);
  if (before >= to) return log;
  const rest = log.flatMap(([at, count]): SendLog => {
    const left = at === before ? count - sends : count;
    return left > 0 ? [[at, left]] : [];
  });
  return withCount(rest, Math.ceil(to / window.grainMs) * window.grainMs, sends);
}

export function countSends(log: SendLog, window: Window, now: number): number {
  return stillCounting(log, window, now).reduce((sum, [, count]) => sum + count, 0);
}

/** From when on so many more fit under the cap; `sends` is not more than the cap. */
export function fitsFrom(log: SendLog, window: Window, options: { now: number; cap: number; sends: number }): number {
  const counting = stillCounting(log, window, options.now);
  let used = counting.reduce((sum, [, count]) => sum + count, 0);
  let from = options.now;
  for (const [at, count] of counting) {
    if (used + options.sends <= options.cap) break;
    used -= count;
    from = at + window.ms;
  }
  return from;
}
