import { conditionExpression } from "@belfry/model";
import type { EngineCore } from "../engine-core.ts";
import { keptSteps, type KeptFate } from "../explain/fate-steps.ts";
import type { ExplainStep } from "../explain/explanation.ts";
import type { RuleRow } from "../sql/rules/rule-row.ts";
import type { History } from "./history.ts";
import type { Outcome } from "./outcome.ts";
import type { PastEvents } from "./read-events.ts";

/** What really became of the fire times and events, for the comparison. */
export function whatHappened(
  core: EngineCore,
  rule: RuleRow | undefined,
  { history, past }: { readonly history: History; readonly past: PastEvents },
): Outcome[] {
  const slots = history.fates.flatMap((fate): Outcome[] => {
    // A row of many never fired, and its times are counted by arithmetic.
    if (fate.n > 1 || fate.from <= history.from || fate.from > history.until) return [];
    return [{ ...fate, at: fate.from, trigger: fate.key, eventId: null, why: () => why(fate, true) }];
  });
  const events = past.events.flatMap(({ id, receivedAt }) =>
    (past.decisions.get(id) ?? []).map((decision): Outcome => {
      return { ...decision, at: receivedAt, trigger: decision.key, why: () => why(decision, false) };
    }),
  );
  return [...slots, ...events];

  function why(kept: KeptFate, byClock: boolean): readonly ExplainStep[] {
    const condition = rule?.definition.condition;
    const barriers = {
      config: {},
      condition: condition === undefined ? undefined : conditionExpression(condition),
      skipsWhenBusy: false,
      byClock,
    };
    // Only what held it back: what it had passed until then is of no interest here.
    return keptSteps(kept, barriers, { timezone: core.rules.timeZone }).filter(({ verdict }) => verdict === "no");
  }
}
