import type { DueSource } from "@belfry/store";
import type { AcceptDeps } from "../incoming/accept-events.ts";
import { createKick, type Kick } from "../node/kick.ts";
import { lookForAlerts, type LookDeps } from "./look-for-alerts.ts";
import { tellAlerts } from "./tell-alerts.ts";

export interface AlertSourceDeps extends LookDeps, AcceptDeps {
  /** Called after this node accepted events. */
  readonly onAccepted: () => void;
}

/** Looks for what is wrong once a minute, and tells of it. */
export function createAlertSource(deps: AlertSourceDeps): DueSource & Pick<Kick, "stop"> {
  const work = createKick(async () => {
    await lookForAlerts(deps);
    while ((await tellAlerts(deps)) > 0) deps.onAccepted();
  }, deps.fail("alerts"));
  return {
    name: "alerts",
    // A clock that was set back is not waited for.
    nextDueSql: `(select least(
          case when next_at > belfry.now() + interval '1 minute' then belfry.now() else next_at end,
          (select min(since) from belfry.alert_episodes where event_id is null or (until is not null and end_event_id is null)))
        from belfry.alert_looks)`,
    onDue: work,
    stop: () => work.stop(),
  };
}
