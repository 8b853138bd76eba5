/**
 * A feed that listens, from connecting to the end of the connection. It ends when the trigger says that the connection
 * broke, when an event could not be accepted, or when the node is to leave off; what was not accepted by then is not
 * acknowledged, and its source sends it again.
 */
import type { IncomingEvent, SubscribeTrigger, TriggerContext } from "@belfry/plugin-kit";
import { waitForRoom } from "../back-pressure/wait-for-room.ts";
import { endsWithin } from "../node/wait.ts";
import { leaseLost } from "../run/lease-lost.ts";
import { setFeedListening } from "../sql/feeds/set-feed-listening.ts";
import { acceptBatch } from "./accept-from-feed.ts";
import { createAcceptQueue } from "./accept-queue.ts";
import type { OpenFeedContext } from "./feed-context.ts";
import { feedLabel, type FeedDeps, type HeldFeed } from "./held-feed.ts";
import { limitWork } from "./limit-work.ts";

/** How long a connection may take to close before nobody waits for it. */
const CLOSE_MS = 5_000;

/**
 * Listens until it ends; never resolves of itself. @throws what the trigger throws or is told to be lost by, the reason of
 * `feed.stop` when that was aborted, LEASE_LOST when another node holds the feed now
 */
export async function runSubscription(
  deps: FeedDeps,
  feed: HeldFeed & { readonly definition: SubscribeTrigger },
  open: OpenFeedContext,
  /** What the trigger watches: aborted before its connection is closed. */
  listening: AbortController,
): Promise<never> {
  const { definition, config, taken, lease, stop } = feed;
  const broken = Promise.withResolvers<never>();
  // It may break before anybody waits for that.
  broken.promise.catch(() => undefined);
  const queue = createAcceptQueue(async (batch) => {
    // What is not accepted is not acknowledged: its source keeps it.
    if (batch.events.length > 0) await waitForRoom(deps, feed);
    await acceptBatch(deps, feed, batch, open.context.unreadable);
  });
  const failing = async (work: Promise<void>): Promise<void> => {
    try {
      await work;
    } catch (error) {
      // What was not accepted comes again only over a new connection.
      broken.reject(error);
      throw error;
    }
  };
  // Not copied: what a context computes when it is asked (the time) is to stay so.
  const context: TriggerContext = Object.defineProperties({} as TriggerContext, {
    ...Object.getOwnPropertyDescriptors(open.context),
    unreadable: {
      value: (...letter: Parameters<TriggerContext["unreadable"]>) => failing(open.context.unreadable(...letter)),
    },
    accept: { value: (...events: IncomingEvent[]) => failing(queue.accept({ events })) },
    cursor: { value: taken.cursor ?? undefined },
    acceptTo: { value: (cursor: unknown, ...events: IncomingEvent[]) => failing(queue.accept({ events, cursor })) },
    lost: { value: (error: unknown) => broken.reject(error) },
  });
  const closeFailed = (error: unknown) =>
    deps.events.emit("engine.error", { where: `closing the ${feedLabel(taken)}`, error });
  const close = async (subscription: AsyncDisposable): Promise<void> => {
    const closing = async () => subscription[Symbol.asyncDispose]();
    await endsWithin(closing().catch(closeFailed), CLOSE_MS);
  };
  let subscription: AsyncDisposable | undefined;
  try {
    const subscribing = async () => definition.subscribe(context, config);
    subscription = await limitWork(deps, subscribing, {
      stop: stop.signal,
      broken: broken.promise,
      late: (one) => void close(one),
    });
    if (!(await setFeedListening(deps.store, lease)))
      throw leaseLost(`Somebody else works for the ${feedLabel(taken)}.`);
    deps.events.emit("feed.listening", { rule: taken.rule, trigger: taken.name });
    return await Promise.race([aborted(stop.signal), broken.promise]);
  } finally {
    listening.abort(stop.signal.reason ?? new Error("The subscription has ended."));
    // First what is under way: what is committed can still be acknowledged over the open connection.
    await queue.close();
    if (subscription !== undefined) await close(subscription);
  }
}

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const stop = () => reject(signal.reason);
    if (signal.aborted) stop();
    else signal.addEventListener("abort", stop, { once: true });
  });
}
