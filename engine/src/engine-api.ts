import type { FoundText } from "@belfry/store";
import type { BreakerPart } from "./breakers/breaker-part.ts";
import type { CalendarPart } from "./calendars/calendar-part.ts";
import type { AlertPart } from "./alerts/alert-part.ts";
import type { ChangeFeed } from "./events/change-feed.ts";
import type { EngineEventBus } from "./events/engine-events.ts";
import type { ExplainPart } from "./explain/explain-part.ts";
import type { ExecutionPart } from "./executions/execution-part.ts";
import type { FailurePart } from "./failures/failure-part.ts";
import type { DryRunPart } from "./dry-run/dry-run-part.ts";
import type { FeedPart } from "./feeds/feed-part.ts";
import type { EventPart } from "./incoming/event-part.ts";
import type { RecordPart } from "./records/record-part.ts";
import type { NodePart } from "./nodes-part/node-part.ts";
import type { GridBackfillPart } from "./grid/backfill/backfill-part.ts";
import type { GridFreshnessPart } from "./grid/freshness/freshness-part.ts";
import type { GridPart } from "./grid/grid-part.ts";
import type { GridWorkPart } from "./grid/work/grid-work-part.ts";
import type { LimitPart } from "./limits/limit-part.ts";
import type { Registry } from "./registry.ts";
import type { LifeCyclePart } from "./rules/life-cycle-part.ts";
import type { RulePart } from "./rules/rule-part.ts";
import type { ScopePart } from "./scope-part.ts";
import type { StatisticsPart } from "./statistics/statistics-part.ts";
import type { WhatIfPart } from "./what-if/what-if-part.ts";
import type { VariablePart } from "./variables/variable-part.ts";

/** What other parts of Belfry may ask of the engine. */
export interface Engine
  extends
    AsyncDisposable,
    RulePart,
    LifeCyclePart,
    ExecutionPart,
    VariablePart,
    CalendarPart,
    BreakerPart,
    RecordPart,
    EventPart,
    ExplainPart,
    FeedPart,
    DryRunPart,
    FailurePart,
    AlertPart,
    LimitPart,
    GridPart,
    GridWorkPart,
    GridBackfillPart,
    GridFreshnessPart,
    NodePart,
    ScopePart,
    WhatIfPart,
    StatisticsPart {
  readonly registry: Registry;
  readonly events: EngineEventBus;
  /** Hints of what changed, on any node. */
  readonly changes: ChangeFeed;

  /** The rows in which one of these texts stands, configuration included. */
  findPerson(texts: readonly string[]): Promise<FoundText[]>;
  /** Replaces these texts in what executions left behind, and removes their files. Returns how many rows, by place. */
  erasePerson(texts: readonly string[]): Promise<Readonly<Record<string, number>>>;

  /** Begins to plan, decide and run, as far as the roles of this node say. Safe to call twice. */
  start(): Promise<void>;
  /** Takes nothing new, lets running actions end for a while, gives the rest back, leaves. Safe to call twice. */
  stop(): Promise<void>;
  /** The id of this node while it is started; it changes when the node had to begin anew. */
  readonly node: number | undefined;
}
