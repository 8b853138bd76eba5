import type { Store } from "@belfry/store";
import type { Audit } from "./audit.ts";
import type { Backlog } from "./back-pressure/backlog.ts";
import type { Connections } from "./breakers/connections.ts";
import type { CalendarCache } from "./calendars/calendar-cache.ts";
import type { EngineHooks } from "./engine-hooks.ts";
import type { Bus } from "./events/bus.ts";
import type { ChangeFeed } from "./events/change-feed.ts";
import type { Faults } from "./fault-points.ts";
import type { EventTriggers } from "./incoming/event-triggers.ts";
import type { ConnectionRates } from "./rates/connection-rates.ts";
import type { OtherBuilds } from "./nodes-part/other-builds.ts";
import type { Registry } from "./registry.ts";
import type { SecondPerson } from "./release/second-person.ts";
import type { RuleCache } from "./rules/rule-cache.ts";
import type { ActionServices } from "./run/action-services.ts";
import type { Schedules } from "./slots/schedule.ts";

/** What every part of the engine is built on: made once, by `createEngine`. */
export interface EngineCore {
  readonly store: Store;
  readonly registry: Registry;
  readonly services: ActionServices;
  readonly hooks: EngineHooks;
  readonly audit: Audit;
  readonly secondPerson: SecondPerson | undefined;
  readonly bus: Bus;
  readonly feed: ChangeFeed;
  /** What nodes of other builds know. */
  readonly builds: OtherBuilds;
  readonly rules: RuleCache;
  readonly schedules: Schedules;
  readonly calendars: CalendarCache;
  readonly triggers: EventTriggers;
  /** What may still be accepted from outside. */
  readonly backlog: Backlog;
  readonly connections: Connections;
  readonly connectionRates: ConnectionRates;
  readonly faults: Faults;
  /** Reports an error of this place that has nobody else to go to. */
  readonly fail: (where: string) => (error: unknown) => void;
}
