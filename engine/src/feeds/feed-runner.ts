/**
 * The feeds of a node: it takes what is due and within its share, works for each, and leaves off when the database says
 * that it holds one no longer. Whoever holds a feed proves it in every write by node and epoch, so two that believe they
 * hold the same one accept its events once: what the former brings is refused and not acknowledged.
 */
import type { DueSource } from "@belfry/store";
import { createKick } from "../node/kick.ts";
import { StopReason } from "../run/stop-reason.ts";
import { releaseFeed } from "../sql/feeds/release-feed.ts";
import { selectHeldFeeds } from "../sql/feeds/select-held-feeds.ts";
import { takeFeeds, type TakenFeed } from "../sql/feeds/take-feeds.ts";
import { feedKinds } from "./feed-trigger.ts";
import { feedLabel, type FeedDeps, type Holding } from "./held-feed.ts";
import { workForFeed } from "./work-for-feed.ts";

export interface FeedRunner {
  /** When a feed may be taken next. */
  readonly source: DueSource;
  /** Looks at what this node holds and what it may take: rules may have changed. */
  look(): void;
  /** Takes what the tick saw; looks closer when it differs from what this node knows. */
  compare(tick: {
    readonly feeds: readonly HeldName[];
    readonly nodes: readonly { readonly id: number; readonly draining: boolean }[];
  }): void;
  /** Takes nothing and gives back what it holds, until `resume`; resolves when all is given back. */
  pause(): Promise<void>;
  resume(): void;
  /** Ends what it works for and gives it back. */
  stop(): Promise<void>;
  /** Ends what it works for without a word: it is no longer ours. */
  drop(): Promise<void>;
}

type HeldName = Pick<TakenFeed, "triggerId" | "epoch">;

/** How many questions a node asks at once. One that hangs takes its place for a minute at most. */
const MOST_POLLS = 200;

export function startFeedRunner(deps: FeedDeps, node: number): FeedRunner {
  const { store, events } = deps;
  const kinds = feedKinds(deps.registry);
  const running = new Map<string, Holding & { readonly ended: Promise<void> }>();
  let looks = true;
  let closed = false;
  let paused = false;
  let peers = "";

  const polls = () => [...running.values()].filter(({ taken }) => taken.mode === "poll").length;
  const begin = (taken: TakenFeed): void => {
    const lease = { triggerId: taken.triggerId, node, epoch: taken.epoch };
    const holding: Holding = { taken, lease, stop: new AbortController() };
    const takesLastPlace = polls() >= MOST_POLLS - 1;
    const ended = workForFeed(deps, holding)
      .catch((error: unknown) => {
        events.emit("engine.error", { where: feedLabel(taken), error });
        return false;
      })
      .then((more) => {
        running.delete(nameOf(taken));
        if (more || takesLastPlace) kick();
      });
    running.set(nameOf(taken), { ...holding, ended });
  };
  const compareAll = async (): Promise<void> => {
    const { held, surplus } = await selectHeldFeeds(store, node);
    const ours = new Set(held.map(nameOf));
    for (const [name, { stop, taken }] of running) {
      if (!ours.has(name)) stop.abort(new StopReason("lease-lost", `The ${feedLabel(taken)} is no longer held here.`));
    }
    // Taken, and the answer was lost; or it could not be given back while the database was away.
    for (const one of held) if (!running.has(nameOf(one))) await releaseFeed(store, { ...one, node });
    const listening = [...running.values()].filter(
      ({ taken, stop }) => taken.mode === "subscribe" && !stop.signal.aborted,
    );
    for (const { stop } of listening.slice(0, surplus))
      stop.abort(new StopReason("stopping", "Another node takes its share."));
  };
  const isPaused = (): boolean => paused;
  const giveBackAll = (): void => {
    for (const { stop } of running.values()) stop.abort(new StopReason("stopping", "The node is drained."));
  };
  const kick = createKick(
    async () => {
      if (closed) return;
      if (looks) {
        await compareAll();
        looks = false;
      }
      if (paused) return;
      const taken = await takeFeeds(store, { node, kinds, polls: MOST_POLLS - polls() });
      for (const one of taken) begin(one);
      // It was drained while the database answered.
      if (isPaused()) giveBackAll();
    },
    (error) => {
      // Whether something was taken before the answer was lost is unknown.
      looks = true;
      events.emit("engine.error", { where: "feeds", error });
    },
  );
  const look = () => {
    looks = true;
    kick();
  };
  const end = async (reason: StopReason): Promise<void> => {
    closed = true;
    await kick.stop();
    for (const { stop } of running.values()) stop.abort(reason);
    await Promise.all([...running.values()].map(({ ended }) => ended));
  };
  return {
    source: {
      name: "feeds",
      nextDueSql: "(select min(due_at) from belfry.trigger_feeds where node is null)",
      onDue: kick,
    },
    look,
    compare({ feeds, nodes }) {
      const seen = nodes.map(({ id, draining }) => (draining ? `-${id}` : id)).join();
      const differs = feeds.length !== running.size || feeds.some((one) => !running.has(nameOf(one)));
      // A node that joined takes its share when others give theirs up.
      if (differs || seen !== peers) look();
      peers = seen;
    },
    async pause() {
      paused = true;
      giveBackAll();
      await Promise.all([...running.values()].map(({ ended }) => ended));
    },
    resume() {
      paused = false;
      look();
    },
    stop: () => end(new StopReason("stopping", "The node stops.")),
    drop: () => end(new StopReason("lease-lost", "The node lost its place.")),
  };
}

function nameOf({ triggerId, epoch }: HeldName): string {
  return `${triggerId}/${epoch}`;
}
