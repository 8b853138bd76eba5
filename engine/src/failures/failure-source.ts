import type { DueSource } from "@belfry/store";
import type { Bus } from "../events/bus.ts";
import type { ChangeFeed } from "../events/change-feed.ts";
import { createKick, type Kick } from "../node/kick.ts";
import { workThroughFailures, type FailureWorkDeps } from "./work-through-failures.ts";

export interface FailureSourceDeps extends FailureWorkDeps {
  readonly bus: Bus;
  readonly feed: ChangeFeed;
}

/** Works on the retries and closings of many failed executions, as they are due. */
export function createFailureSource(deps: FailureSourceDeps): DueSource & Pick<Kick, "stop"> {
  const work = createKick(async () => {
    for (let done = await workThroughFailures(deps); done !== "idle"; done = await workThroughFailures(deps)) {
      if (done === "paused") continue;
      deps.bus.tell("queue");
      deps.feed.changed("executions");
    }
  }, deps.fail("failure jobs"));
  return {
    name: "failures",
    nextDueSql: "(select min(next_at) from belfry.failure_jobs where next_at is not null)",
    onDue: work,
    stop: () => work.stop(),
  };
}
