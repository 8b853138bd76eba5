import { isLeaseLost } from "../run/lease-lost.ts";
import { failFeed } from "../sql/feeds/fail-feed.ts";
import { releaseFeed } from "../sql/feeds/release-feed.ts";
import { openFeedContext, type OpenFeedContext } from "./feed-context.ts";
import { feedFailure } from "./feed-failure.ts";
import { feedConfig, feedTriggerOf } from "./feed-trigger.ts";
import { isGivenBack, type FeedDeps, type Holding } from "./held-feed.ts";
import { runPoll } from "./run-poll.ts";
import { runSubscription } from "./run-subscription.ts";

/** After a failure it is tried again after a second, then two, then four, up to a minute; up to a fifth less at random. */
const FIRST_DELAY_MS = 1_000;
const MAX_DELAY_MS = 60_000;
const JITTER = 0.2;

/**
 * Works for a feed until it is given back: one question of one that asks, the whole connection of one that listens.
 * Returns whether there is more to be had at once. Rejects only when the database cannot be told what came of it.
 */
export async function workForFeed(deps: FeedDeps, holding: Holding): Promise<boolean> {
  const { taken, lease, stop } = holding;
  const work = new AbortController();
  stop.signal.addEventListener("abort", () => work.abort(stop.signal.reason), { once: true });
  const open = openFeedContext(deps, holding, work.signal);
  try {
    return await run(deps, holding, { open, work });
  } catch (error) {
    if (isGivenBack(stop.signal)) await releaseFeed(deps.store, lease);
    else if (!stop.signal.aborted && !isLeaseLost(error)) {
      const failure = feedFailure(error, (value) => open.masker.json(value));
      const factor = 1 - JITTER * deps.random();
      const waits = { firstDelayMs: FIRST_DELAY_MS, maxDelayMs: MAX_DELAY_MS, factor };
      const failed = await failFeed(deps.store, { ...lease, failure, ...waits });
      if (failed !== undefined)
        deps.events.emit("feed.failing", { rule: taken.rule, trigger: taken.name, failure, ...failed });
    }
    return false;
  } finally {
    work.abort(new Error("The work for the feed has ended."));
  }
}

async function run(
  deps: FeedDeps,
  holding: Holding,
  { open, work }: { readonly open: OpenFeedContext; readonly work: AbortController },
): Promise<boolean> {
  const { taken } = holding;
  const definition = feedTriggerOf(deps.registry, taken.kind);
  if (definition === undefined) throw new Error(`There is no trigger ${taken.kind} any more.`);
  const config = feedConfig(definition, taken.config);
  if (definition.kind === "poll") return runPoll(deps, { ...holding, definition, config }, open);
  return runSubscription(deps, { ...holding, definition, config }, open, work);
}
