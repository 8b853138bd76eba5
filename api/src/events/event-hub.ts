/**
 * Hints for the console: "executions 7 and 9 changed", "a rule changed". A hint carries ids and no data: whoever is
 * interested asks again, so a lost hint costs a late picture and never a wrong one.
 */
import type { RouteDeps } from "../api-deps.ts";

export interface ServerEvent {
  readonly event: "executions" | "rules";
  /** What changed: execution ids, or names of rules. Empty: too many to name, or unknown which. */
  readonly ids: readonly (number | string)[];
}

export interface EventHub {
  /** Tells everybody soon; many changes become one hint. */
  changed(event: ServerEvent["event"], id?: number | string): void;
  subscribe(send: (event: ServerEvent) => void): () => void;
  close(): void;
}

// A burst of a thousand executions is four pictures a second, not a thousand requests of every open console.
const GATHER_MS = 250;
const MOST_IDS = 200;

export function createEventHub(engine: Pick<RouteDeps["engine"], "events">): EventHub {
  const listeners = new Set<(event: ServerEvent) => void>();
  const waiting = new Map<ServerEvent["event"], Set<number | string> | "many">();
  let timer: NodeJS.Timeout | undefined;

  const flush = () => {
    timer = undefined;
    for (const [event, ids] of waiting) {
      const hint: ServerEvent = { event, ids: ids === "many" ? [] : [...ids] };
      for (const send of listeners) send(hint);
    }
    waiting.clear();
  };

  const changed: EventHub["changed"] = (event, id) => {
    if (listeners.size === 0) return;
    const ids = waiting.get(event) ?? new Set();
    if (ids !== "many") {
      if (id !== undefined) ids.add(id);
      waiting.set(event, id === undefined || ids.size > MOST_IDS ? "many" : ids);
    }
    timer ??= setTimeout(flush, GATHER_MS);
  };

  const { events } = engine;
  const stops = [
    events.on("execution.claimed", ({ executionId }) => changed("executions", executionId)),
    events.on("action.ended", ({ executionId }) => changed("executions", executionId)),
    events.on("execution.retrying", ({ executionId }) => changed("executions", executionId)),
    events.on("execution.waiting", ({ executionId }) => changed("executions", executionId)),
    events.on("execution.ended", ({ executionId }) => changed("executions", executionId)),
    events.on("slots.decided", () => changed("rules")),
  ];

  return {
    changed,
    subscribe(send) {
      listeners.add(send);
      return () => listeners.delete(send);
    },
    close() {
      clearTimeout(timer);
      for (const stop of stops) stop();
      listeners.clear();
    },
  };
}
