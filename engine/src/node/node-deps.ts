import type { Store } from "@belfry/store";
import type { Backlog } from "../back-pressure/backlog.ts";
import type { EngineHooks } from "../engine-hooks.ts";
import type { Bus } from "../events/bus.ts";
import type { EngineEventBus } from "../events/engine-events.ts";
import type { FailureSourceDeps } from "../failures/failure-source.ts";
import type { EventTriggers } from "../incoming/event-triggers.ts";
import type { OtherBuilds } from "../nodes-part/other-builds.ts";
import type { NodeRole } from "../nodes-part/node-view.ts";
import type { Registry } from "../registry.ts";
import type { Retention } from "../retention/expire.ts";
import type { RunnerDeps } from "../run/execution-frame.ts";
import type { DeciderDeps } from "../slots/decide-slots.ts";
import type { PlannerDeps } from "../slots/plan-slots.ts";
import type { ReservedShares } from "./claim-room.ts";

export interface NodeOptions {
  readonly roles: readonly NodeRole[];
  readonly version: string;
  /** The same for nodes that can run the same executions. */
  readonly build: string;
  readonly concurrency: number;
  /** How much of that each band of priorities has for itself, in percent. */
  readonly reserved: ReservedShares;
  /** How long the main thread may stand still before the process is ended, in milliseconds. */
  readonly hangMs: number;
  /** How long the beat of another node may stand still before it is taken for dead, in milliseconds. */
  readonly silentMs: number;
  /** How long running actions get to end when the node stops, in milliseconds. */
  readonly graceMs: number;
  readonly retention: Retention;
}

export type NodeDeps = Omit<RunnerDeps, "writer" | "deadlines" | "now"> &
  Omit<PlannerDeps & DeciderDeps, "store"> &
  FailureSourceDeps & {
    readonly store: Store;
    readonly bus: Bus;
    readonly events: EngineEventBus;
    readonly hooks: EngineHooks;
    readonly triggers: EventTriggers;
    readonly builds: OtherBuilds;
    readonly registry: Registry;
    readonly backlog: Backlog;
    /** Called after this node accepted events. */
    readonly onAccepted: () => void;
  };
