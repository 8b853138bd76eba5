/**
 * Accepting what comes through a feed: events, their decisions and executions, and the proof that this node still holds the
 * feed, are one transaction. A holder that was replaced meanwhile accepts nothing, so it acknowledges nothing.
 *
 * An event that the database refuses would come again for ever and keep all others from coming: it is kept as a dead
 * letter with the reason, and counts as accepted.
 */
import type { IncomingEvent } from "@belfry/plugin-kit";
import type { Tx } from "@belfry/store";
import { acceptEvents } from "../incoming/accept-events.ts";
import { leaseLost } from "../run/lease-lost.ts";
import { isDataError } from "../sql/data-error.ts";
import { touchFeed } from "../sql/feeds/touch-feed.ts";
import type { AcceptBatch } from "./accept-queue.ts";
import { feedName } from "./feed-trigger.ts";
import { feedLabel, type FeedDeps, type Holding } from "./held-feed.ts";

export type KeepUnreadable = (
  raw: string,
  problems: readonly { path: string; message: string; remedy: string }[],
) => Promise<void>;

/** Accepts events as they are, all or none. `write` is called last in the transaction and says whether the feed is still held. */
export async function acceptAll(
  deps: FeedDeps,
  { taken }: Pick<Holding, "taken">,
  events: readonly IncomingEvent[],
  write: (tx: Tx) => Promise<boolean>,
): Promise<void> {
  await deps.faults.at("before-feed-accept");
  await acceptEvents(deps, events, {
    broughtBy: feedLabel(taken),
    triggerId: taken.triggerId,
    feed: feedName(taken),
    async onWritten(tx) {
      if (!(await write(tx))) throw leaseLost(`Somebody else works for the ${feedLabel(taken)}.`);
    },
  });
  deps.onAccepted();
}

/** Accepts what a listener brought, and keeps how far it reaches. */
export async function acceptBatch(
  deps: FeedDeps,
  feed: Pick<Holding, "taken" | "lease">,
  { events, cursor }: AcceptBatch,
  keep: KeepUnreadable,
): Promise<void> {
  const touch = (tx: Tx) => touchFeed(tx, feed.lease, { cursor, events: events.length });
  try {
    if (events.length > 0) return await acceptAll(deps, feed, events, touch);
  } catch (error) {
    if (!isDataError(error)) throw error;
    await acceptOrKeep(deps, feed, events, keep);
  }
  await deps.store.transaction(async (tx) => {
    if (!(await touch(tx))) throw leaseLost(`Somebody else works for the ${feedLabel(feed.taken)}.`);
  });
}

/** Accepts events, and keeps what the database refuses as a dead letter: half by half, until it is found. */
export async function acceptOrKeep(
  deps: FeedDeps,
  feed: Pick<Holding, "taken" | "lease">,
  events: readonly IncomingEvent[],
  keep: KeepUnreadable,
): Promise<void> {
  const [first] = events;
  if (first === undefined) return;
  const nameless = events.length === 1 ? namelessness(first) : undefined;
  if (nameless !== undefined) return keep(JSON.stringify(first), [nameless]);
  try {
    if (events.every((event) => namelessness(event) === undefined))
      return await acceptAll(deps, feed, events, (tx) => touchFeed(tx, feed.lease, { events: events.length }));
  } catch (error) {
    if (!isDataError(error)) throw error;
    if (events.length === 1) {
      const message = `It cannot be kept: ${error instanceof Error ? error.message : String(error)}`;
      return keep(JSON.stringify(first), [{ path: "", message, remedy: "Correct it at its source." }]);
    }
  }
  const half = events.length >> 1;
  await acceptOrKeep(deps, feed, events.slice(0, half), keep);
  await acceptOrKeep(deps, feed, events.slice(half), keep);
}

/** What a trigger made without a name cannot be known when it comes again. */
function namelessness({
  source,
  id,
  type,
}: IncomingEvent): { path: string; message: string; remedy: string } | undefined {
  const missing = Object.entries({ source, id, type }).find(([, value]) => typeof value !== "string" || value === "");
  if (missing === undefined) return undefined;
  return { path: missing[0], message: `The event has no ${missing[0]}.`, remedy: "Let its source say what it is." };
}
