/**
 * One question of a feed that asks. What it brought and the new cursor are one transaction, in which the feed is also
 * given back until it is due again; so a crash at any moment asks again from the same place, and what was accepted already
 * is known by its id.
 */
import type { PollTrigger } from "@belfry/plugin-kit";
import { waitForRoom } from "../back-pressure/wait-for-room.ts";
import { leaseLost } from "../run/lease-lost.ts";
import { isDataError } from "../sql/data-error.ts";
import { settlePoll } from "../sql/feeds/settle-poll.ts";
import { acceptAll, acceptOrKeep } from "./accept-from-feed.ts";
import type { OpenFeedContext } from "./feed-context.ts";
import { feedFailure } from "./feed-failure.ts";
import { feedLabel, type FeedDeps, type HeldFeed } from "./held-feed.ts";
import { limitWork } from "./limit-work.ts";

/**
 * Asks once, and writes what came of it. Returns whether there is more to be had at once.
 * @throws what the trigger throws, LEASE_LOST when another node holds the feed now
 */
export async function runPoll(
  deps: FeedDeps,
  feed: HeldFeed & { readonly definition: PollTrigger },
  { context, masker }: OpenFeedContext,
): Promise<boolean> {
  const { definition, config, taken, lease, stop } = feed;
  await waitForRoom(deps, feed);
  const polled = await limitWork(deps, async () => definition.poll(context, config, taken.cursor ?? undefined), {
    stop: stop.signal,
  });
  const { events, cursor, more = false, failed } = polled;
  const nextInMs = more ? 0 : definition.everyMs(config);
  const failure = failed === undefined ? undefined : feedFailure(failed, (value) => masker.json(value));
  const settlement = {
    ...lease,
    cursor,
    events: events.length,
    nextInMs,
    ...(failure !== undefined && { failure }),
  };
  if (events.length > 0) {
    try {
      await acceptAll(deps, feed, events, (tx) => settlePoll(tx, settlement));
      return more;
    } catch (error) {
      // One of them cannot be kept. The others are accepted without it, and are known when they come again.
      if (!isDataError(error)) throw error;
      await acceptOrKeep(deps, feed, events, context.unreadable);
    }
  }
  if (!(await settlePoll(deps.store, settlement))) throw leaseLost(`Somebody else works for the ${feedLabel(taken)}.`);
  return more;
}
