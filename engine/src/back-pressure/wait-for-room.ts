import { setTimeout as sleep } from "node:timers/promises";
import { leaseLost } from "../run/lease-lost.ts";
import type { FeedDeps, Holding } from "../feeds/held-feed.ts";
import { feedLabel } from "../feeds/held-feed.ts";
import { setFeedPaused } from "../sql/feeds/set-feed-paused.ts";

/** Nobody is in a hurry: what waits is safe where it is. */
const SHORTEST_MS = 50;

/**
 * Resolves when something may be accepted through a feed. Until then the feed is shown as paused, and its source keeps what
 * it has. Rejects with the reason of `stop` when the node is to leave off.
 */
export async function waitForRoom(deps: FeedDeps, { taken, lease, stop }: Holding): Promise<void> {
  const { backlog, events, store } = deps;
  let reason = await backlog.refusal([taken.ruleId]);
  if (reason === undefined) return;
  const pause = async (why: string | undefined): Promise<void> => {
    if (!(await setFeedPaused(store, lease, why))) throw leaseLost(`Somebody else works for the ${feedLabel(taken)}.`);
  };
  await pause(reason);
  events.emit("feed.paused", { rule: taken.rule, trigger: taken.name, reason });
  while (reason !== undefined) {
    if (stop.signal.aborted) throw stop.signal.reason;
    await sleep(Math.max(SHORTEST_MS, backlog.everyMs), undefined, { signal: stop.signal }).catch(() => undefined);
    reason = await backlog.refusal([taken.ruleId]);
  }
  await pause(undefined);
  events.emit("feed.resumed", { rule: taken.rule, trigger: taken.name });
}
