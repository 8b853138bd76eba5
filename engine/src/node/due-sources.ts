/** What the pulse waits for besides slots and executions, and what a node does when its time has come. */
import type { DueSource } from "@belfry/store";
import { closeWindows } from "../incoming/close-windows.ts";
import { tellOutcomes } from "../outcomes/tell-outcomes.ts";
import { createKick, type Kick } from "./kick.ts";
import type { NodeDeps } from "./node-deps.ts";

/** A source whose work ends before the node does. */
export type NodeSource = DueSource & Pick<Kick, "stop">;

export interface SourceOptions {
  /** Whether this node does what becomes due. */
  readonly takes: () => boolean;
  /** Reports what failed at the work of this name. */
  readonly fail: (where: string) => (error: unknown) => void;
}

/** Windows that gather events, when they close. */
export function createWindowSource(deps: NodeDeps, { takes, fail }: SourceOptions): NodeSource {
  const onDue = createKick(async () => {
    while (takes() && (await closeWindows(deps)) > 0) deps.bus.tell("queue");
  }, fail("windows"));
  return {
    name: "windows",
    nextDueSql: "(select min(closes_at) from belfry.event_windows where gathers)",
    onDue,
    stop: () => onDue.stop(),
  };
}

/** Ends of executions that other rules wait for. @param onWoken called when slots can be decided now */
export function createOutcomeSource(
  deps: NodeDeps,
  { takes, fail, onWoken }: SourceOptions & { readonly onWoken: () => void },
): NodeSource {
  const onDue = createKick(async () => {
    for (let more = true; more && takes();) {
      const { told, woken } = await tellOutcomes(deps);
      more = told > 0;
      if (woken) onWoken();
      if (more) deps.bus.tell("queue");
    }
    deps.bus.tell("windows");
  }, fail("outcomes"));
  return {
    name: "outcomes",
    nextDueSql: "(select ended_at from belfry.rule_outcomes order by id limit 1)",
    onDue,
    stop: () => onDue.stop(),
  };
}

/** Breakers that are open or on trial. */
export function createBreakerSource(deps: NodeDeps, { fail }: SourceOptions): NodeSource {
  const onDue = createKick(() => deps.connections.look(), fail("breakers"));
  return {
    name: "breakers",
    nextDueSql: "(select min(look_at) from belfry.breakers where state <> 'closed')",
    onDue,
    stop: () => onDue.stop(),
  };
}
