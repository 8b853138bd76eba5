import type { Tx } from "@belfry/store";
import { selectNow } from "../sql/clock/select-now.ts";
import { takeWindows, type TakenWindow } from "../sql/events/take-windows.ts";
import { lockRuleVersions } from "../sql/events/lock-rule-versions.ts";
import type { AcceptDeps } from "./accept-events.ts";
import type { EventTrigger } from "./event-trigger.ts";
import type { ExecutionStart } from "../executions/start-executions.ts";
import { gateKey } from "../limits/gate-key.ts";
import { lockGatesOf } from "../limits/gate-line.ts";
import type { CompiledRule } from "../rules/compile-rule.ts";
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
    // The gates of all at once: locked one window after the other, two nodes would lock each other out.
    await lockGatesOf(
      tx,
      rules.map(({ id }) => id),
    );
    for (const window of windows) {
      const trigger = triggers.find(({ triggerId }) => triggerId === window.triggerId);
      const row = rules.find(({ id }) => id === window.ruleId);
      const rule =
        trigger === undefined || row?.enabled !== true ? undefined : await deps.rules.toStart(row.id, row.version);
      const start = rule && (await startOf(deps, tx, rule, originOf(trigger, window)));
      await startDecisions(tx, await windowDecisions(tx, window, start));
    }
    return windows.length;
  });
}

/** What a window starts. By which value the rule limits it follows from the last of its events. */
async function startOf(
  { rules }: AcceptDeps,
  tx: Tx,
  rule: CompiledRule,
  trigger: ExecutionStart["trigger"],
): Promise<ExecutionStart> {
  const inputs = rule.inputs.defaults;
  if (rule.gate?.key === undefined) return { rule, trigger, inputs };
  const names = await rules.names(rule);
  const now = await selectNow(tx);
  const keyFor = (origin: ExecutionStart["trigger"]): string => {
    const scope = { now, timezone: rules.timeZone, trigger: origin, event: origin["event"], inputs, ...names };
    return gateKey(rule, scope).key ?? "null";
  };
  return { rule, trigger, inputs, keyFor };
}

function originOf(trigger: EventTrigger | undefined, window: TakenWindow) {
  return { kind: trigger?.kind, id: trigger?.name, key: window.key };
}
