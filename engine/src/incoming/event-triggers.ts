/**
 * The event triggers of enabled rules, read once and kept until a rule changes. They may be a moment old: the
 * transaction that accepts an event compares the versions, and asks for fresh ones when they differ.
 */
import type { Problem } from "@belfry/model";
import type { Store } from "@belfry/store";
import type { Bus } from "../events/bus.ts";
import type { Registry } from "../registry.ts";
import { selectEventTriggers, type EventTriggerRow } from "../sql/events/select-event-triggers.ts";
import { compileEventOptions, matcherOf, type EventTrigger } from "./event-trigger.ts";

export interface EventTriggers {
  /** @param fresh whether what is kept has turned out to be old */
  current(fresh: boolean): Promise<readonly EventTrigger[]>;
}

/** A lost notification does no harm for longer than this: a change is to be respected everywhere within two seconds. */
const FRESH_MS = 1_000;

export function createEventTriggers(deps: {
  readonly store: Store;
  readonly registry: Registry;
  readonly bus: Bus;
  readonly onError: (error: unknown) => void;
}): EventTriggers {
  const kinds = [...deps.registry.triggers.values()]
    .filter(({ kind }) => kind !== "schedule")
    .map((trigger) => trigger.id);
  let kept: { readonly triggers: Promise<readonly EventTrigger[]>; readonly at: number } | undefined;
  const forget = () => {
    kept = undefined;
  };
  deps.bus.on("config", forget);
  deps.bus.on("slots", forget);

  const compile = (row: EventTriggerRow): EventTrigger[] => {
    try {
      const problems: Problem[] = [];
      const options = compileEventOptions(row.config, "trigger", problems);
      if (problems.length > 0) throw new Error(problems.map(({ path, message }) => `${path}: ${message}`).join(" "));
      return [{ ...row, ...options, matches: matcherOf(deps.registry, row.kind, row.config) }];
    } catch (error) {
      // One trigger that cannot be read must not keep the events from all others.
      deps.onError(error);
      return [];
    }
  };

  return {
    current(fresh) {
      const now = performance.now();
      if (fresh || kept === undefined || now - kept.at > FRESH_MS) {
        const triggers = selectEventTriggers(deps.store, kinds).then((rows) => rows.flatMap(compile));
        kept = { triggers, at: now };
        triggers.catch(forget);
      }
      return kept.triggers;
    },
  };
}
