import { takeWindows, type TakenWindow } from "../sql/events/take-windows.ts";
import { lockRuleVersions } from "../sql/events/lock-rule-versions.ts";
import type { AcceptDeps } from "./accept-events.ts";
import type { EventTrigger } from "./event-trigger.ts";
import { windowDecisions } from "./gather-events.ts";
import { startDecisions } from "./start-decisions.ts";

const WINDOWS_AT_ONCE = 100;

/**
 * Fires the windows whose time is over. Events of a rule that was disabled meanwhile get the fate `disabled`. Returns how
 * many windows were closed.
 */
export async function closeWindows(deps: AcceptDeps): Promise<number> {
  return deps.store.transaction(async (tx) => {
    const windows = await takeWindows(tx, WINDOWS_AT_ONCE);
    const rules = await lockRuleVersions(tx, [...new Set(windows.map(({ ruleId }) => ruleId))]);
    let triggers = await deps.triggers.current(false);
    // Another node opened a window of a trigger that this one has not heard of yet.
    const isKnown = (window: TakenWindow) => triggers.some(({ triggerId }) => triggerId === window.triggerId);
    if (!windows.every(isKnown)) triggers = await deps.triggers.current(true);
    for (const window of windows) {
      const trigger = triggers.find(({ triggerId }) => triggerId === window.triggerId);
      const row = rules.find(({ id }) => id === window.ruleId);
      const rule =
        trigger === undefined || row?.enabled !== true ? undefined : await deps.rules.get(row.id, row.version);
      const start = rule && { rule, trigger: originOf(trigger, window), inputs: rule.inputs.defaults };
      await startDecisions(tx, await windowDecisions(tx, window, start));
    }
    return windows.length;
  });
}

function originOf(trigger: EventTrigger | undefined, window: TakenWindow) {
  return { kind: trigger?.kind, id: trigger?.name, key: window.key };
}
