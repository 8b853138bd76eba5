import type { EngineEventBus } from "@belfry/engine";
import type { ServerLog } from "./server-log.ts";

/** Writes what the engine reports to the log of the process. What belongs to one execution is in its own log. */
export function reportEvents(events: EngineEventBus, log: ServerLog): void {
  events.on("node.started", (event) => {
    log.info("node started", event);
    if (event.session) return;
    log.warn(
      "The database is behind a transaction-pooling proxy: notifications and session locks do not work, only polling and silence do. Set DATABASE_DIRECT_URL to a connection that bypasses the proxy.",
    );
  });
  events.on("node.drained", ({ node, until }) =>
    log.warn("this node is drained: it takes nothing new", { node, until: until.toISOString() }),
  );
  events.on("node.resumed", (event) => log.info("this node takes work again", event));
  events.on("node.taken-over", (event) => log.warn("took over what gone nodes held", event));
  events.on("node.lost", (event) => log.warn("this node lost its place and begins anew", event));
  events.on("clock.jumped", (event) => log.warn("the clock of the database jumped", event));
  events.on("slot.condition-error", (event) =>
    log.warn("a condition failed", { ...event, dueAt: event.dueAt.toISOString() }),
  );
  events.on("execution.ended", (event) => {
    if (event.state !== "failed") return;
    log.warn("execution failed", { execution: event.executionId, rule: event.rule, code: event.failure?.code });
  });
  events.on("execution.poisoned", (event) =>
    log.error("an execution was set aside: nodes died while they ran it", event),
  );
  events.on("execution.lease-lost", (event) => log.warn("somebody else holds the execution now", event));
  events.on("feed.listening", (event) => log.info("a trigger listens", event));
  events.on("feed.failing", ({ failure, ...event }) =>
    log.warn("a trigger does not work and is tried again", { ...event, code: failure.code, reason: failure.message }),
  );
  events.on("feed.log", ({ level, message, fields, ...event }) => log[level](message, { ...event, ...fields }));
  events.on("engine.error", ({ where, error }) => {
    log.error("the engine failed", { where, reason: error instanceof Error ? error.message : String(error) });
  });
}
