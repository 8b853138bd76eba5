/**
 * What an event is to come to at one trigger. Nothing is written here, and nothing of it counts before the transaction
 * that accepts the event has found the rules unchanged.
 */
import type { SlotFate } from "@belfry/model";
import type { IncomingEvent } from "@belfry/plugin-kit";
import { isTransientDatabaseError } from "@belfry/store";
import { DEEPEST_CHAIN } from "../outcomes/chain-depth.ts";
import { gateKey } from "../limits/gate-key.ts";
import { evaluateCondition, evaluateTriggerCondition } from "../rules/evaluate-condition.ts";
import type { ExecutionStart } from "../executions/start-executions.ts";
import type { RuleCache } from "../rules/rule-cache.ts";
import type { Scope } from "../rules/scope.ts";
import { storableText } from "../values/storable.ts";
import type { EventTrigger } from "./event-trigger.ts";
import { eventView, type EventView } from "./event-view.ts";

export interface EventVerdict {
  readonly trigger: EventTrigger;
  readonly fate: SlotFate;
  readonly detail?: Readonly<Record<string, unknown>>;
  /** Set when it fires, as far as its conditions say. */
  readonly start?: ExecutionStart;
  /** The value by which events of the trigger belong together; null without one. */
  readonly key: unknown;
}

export interface JudgedEvent {
  readonly event: IncomingEvent;
  /** How many events and calls led to it. */
  readonly depth: number;
}

/**
 * Judges an event at a trigger that it matches. Never throws for what the rule's author wrote.
 * @throws AppError DATABASE_UNREACHABLE: nothing is known of the event then
 */
export async function judgeEvent(
  rules: RuleCache,
  trigger: EventTrigger,
  { event, depth }: JudgedEvent,
  now: Date,
): Promise<EventVerdict> {
  const view = eventView(event, depth);
  const error = (message: string, values?: Readonly<Record<string, unknown>>): EventVerdict => ({
    trigger,
    fate: "condition-error",
    detail: { message: storableText(message), ...values },
    key: null,
  });
  if (depth > DEEPEST_CHAIN) {
    return error(`It is the ${depth}th of a chain of events and calls: the rules go in circles.`);
  }
  try {
    const rule = await rules.toStart(trigger.ruleId, trigger.ruleVersion);
    const origin = { kind: trigger.kind, id: trigger.name, event: view };
    const scope: Scope = {
      now,
      timezone: rules.timeZone,
      trigger: origin,
      event: view,
      inputs: rule.inputs.defaults,
      ...(await rules.names(rule)),
    };
    const own = evaluateTriggerCondition(trigger, scope);
    const verdict = own.kind === "true" ? evaluateCondition(rule, scope) : own;
    if (verdict.kind === "error") return error(verdict.message, verdict.detail);
    if (verdict.kind === "false") return { trigger, fate: "condition-false", detail: verdict.detail, key: null };
    const key = trigger.key?.(scope) ?? null;
    const start = { rule, trigger: origin, inputs: rule.inputs.defaults, ...gateKey(rule, scope) };
    return { trigger, fate: "fired", start, key };
  } catch (thrown) {
    // The database will be asked again. Kept as a verdict, a connection that broke would silently cost the event its start.
    if (isTransientDatabaseError(thrown)) throw thrown;
    return error(thrown instanceof Error ? thrown.message : String(thrown));
  }
}

/** An execution for several events that were gathered. `event` is the last of them. Throws what the key of the rule throws. */
export function gatheredStart(start: ExecutionStart, events: readonly EventView[]): ExecutionStart {
  const trigger = { ...start.trigger, event: events.at(-1) ?? null, events };
  return { ...start, trigger, ...(start.keyFor && { key: start.keyFor(trigger) }) };
}
