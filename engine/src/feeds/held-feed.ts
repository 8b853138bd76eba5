import type { FeedTrigger } from "./feed-trigger.ts";
import type { Backlog } from "../back-pressure/backlog.ts";
import type { EngineEventBus } from "../events/engine-events.ts";
import type { AcceptDeps } from "../incoming/accept-events.ts";
import type { Deadlines } from "../node/deadlines.ts";
import type { Registry } from "../registry.ts";
import type { ActionServices } from "../run/action-services.ts";
import { StopReason } from "../run/stop-reason.ts";
import type { FeedLease } from "../sql/feeds/feed-lease.ts";
import type { TakenFeed } from "../sql/feeds/take-feeds.ts";

/** What the work for feeds is built on. */
export interface FeedDeps extends AcceptDeps {
  /** The id of this installation. */
  readonly installation: string;
  readonly registry: Registry;
  readonly services: ActionServices;
  readonly events: EngineEventBus;
  readonly deadlines: Deadlines;
  /** The database's time. */
  readonly now: () => Date;
  /** From 0 to 1. */
  readonly random: () => number;
  /** What may still be accepted. */
  readonly backlog: Backlog;
  /** Called after events were accepted: executions may wait. */
  readonly onAccepted: () => void;
}

/** A feed that this node holds. */
export interface Holding {
  readonly taken: TakenFeed;
  readonly lease: FeedLease;
  /** Aborted when the node is to leave off, with the reason. */
  readonly stop: AbortController;
}

/** A feed that this node holds and works for. */
export interface HeldFeed extends Holding {
  readonly definition: FeedTrigger;
  readonly config: unknown;
}

/** Why a holder leaves off: another one holds the feed (or nobody should), or the node gives it back. */
export function isGivenBack(signal: AbortSignal): boolean {
  return signal.reason instanceof StopReason && signal.reason.kind === "stopping";
}

/** How a feed is named to people: in the list of events, in logs. */
export function feedLabel({ rule, name }: Pick<TakenFeed, "rule" | "name">): string {
  return `feed ${rule}/${name}`;
}
