/**
 * When it is whose turn among deliveries that wait for an account.
 *
 * Thousands may wait for a robot that sends twenty in a minute. If all of them came back at the moment at which it is free,
 * all but twenty would be claimed for nothing, every minute. So each gets a turn behind the last one that was given. A turn
 * is only a hint when to come back: the caps are kept where the send is placed. Nodes that give the same turn twice cost a
 * wasted claim, and a turn that comes too late is pulled forward.
 */
import type { Queryable } from "@belfry/store";
import { readWaitingTail, type WaitingTail } from "../sql/read-waiting-tail.ts";

export interface WaitingTurns {
  /** The turn of one more message in a line: not before `until`, and `atOnce` of them in each period. */
  next(line: string, step: { readonly until: Date; readonly atOnce: number; readonly periodMs: number }): Promise<Date>;
}

/** For so long the turns that were given here count before they are written. */
const WRITTEN_AFTER_MS = 5_000;

export function createWaitingTurns(store: Queryable): WaitingTurns {
  const given = new Map<string, WaitingTail & { readonly givenAt: number }>();
  let last: Promise<unknown> = Promise.resolve();

  const take: WaitingTurns["next"] = async (line, { until, atOnce, periodMs }) => {
    const own = given.get(line);
    if (own !== undefined && performance.now() - own.givenAt > WRITTEN_AFTER_MS) given.delete(line);
    const tail = later(await readWaitingTail(store, line, { atMost: atOnce }), given.get(line));
    const turn = behind(tail, { until, atOnce, periodMs });
    given.set(line, { ...turn, givenAt: performance.now() });
    return turn.at;
  };

  return {
    next(line, step) {
      // One after the other: two that look at the same tail would take the same turn.
      const turn = last.then(() => take(line, step));
      last = turn.catch(() => undefined);
      return turn;
    },
  };
}

/** The turn behind the tail of a line. */
function behind(
  tail: WaitingTail | undefined,
  { until, atOnce, periodMs }: { readonly until: Date; readonly atOnce: number; readonly periodMs: number },
): WaitingTail {
  if (tail === undefined || tail.at < until) return { at: until, count: 1 };
  if (tail.count < atOnce) return { at: tail.at, count: tail.count + 1 };
  return { at: new Date(tail.at.getTime() + periodMs), count: 1 };
}

function later(a: WaitingTail | undefined, b: WaitingTail | undefined): WaitingTail | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  if (a.at.getTime() === b.at.getTime()) return a.count > b.count ? a : b;
  return a.at > b.at ? a : b;
}
