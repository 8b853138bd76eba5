import { isAppError, joinPath, Rule, type Problem, type TriggerConfig } from "@belfry/model";
import { checkCalendarOptions } from "../calendars/check-calendar-options.ts";
import { compileEventOptions } from "../incoming/event-trigger.ts";
import type { Registry } from "../registry.ts";
import { ownConfig } from "../slots/own-config.ts";
import { scheduleOf, triggerKind } from "../slots/schedule.ts";
import { checkSpread } from "../slots/spread.ts";
import { isStorable } from "../values/storable.ts";
import { compileParts } from "./compile-rule.ts";
import type { InputSchema } from "./input-schema.ts";

export interface CheckedRule {
  readonly rule: Rule | undefined;
  readonly problems: readonly Problem[];
}

/** Everything that is wrong with a rule: its shape, its triggers, actions, expressions, templates and durations. */
export function checkRule(registry: Registry, input: unknown): CheckedRule {
  const parsed = Rule.safeParse(input);
  if (!parsed.success) {
    const problems = parsed.error.issues.map((issue) => ({
      path: issue.path.reduce<string>((path, key) => joinPath(path, typeof key === "symbol" ? String(key) : key), ""),
      message: sentence(issue.message),
      remedy: "See the reference of rules for the fields and their values.",
    }));
    return { rule: undefined, problems };
  }
  const problems: Problem[] = [...checkTexts(parsed.data)];
  const names = new Set<string>();
  for (const [i, trigger] of (parsed.data.triggers ?? []).entries()) {
    problems.push(...checkTrigger(registry, trigger, `triggers[${i}]`));
    if (trigger.id === undefined) continue;
    if (names.has(trigger.id)) {
      const message = `Two triggers are called ${trigger.id}.`;
      problems.push({ path: `triggers[${i}].id`, message, remedy: "Give each trigger an id of its own." });
    }
    names.add(trigger.id);
  }
  const { inputs } = compileParts(registry, { id: 0, version: 0, definition: parsed.data }, problems);
  if (problems.length === 0 && (parsed.data.triggers ?? []).length > 0) problems.push(...checkDefaults(inputs));
  return { rule: problems.length === 0 ? parsed.data : undefined, problems };
}

function checkTexts(rule: Rule): Problem[] {
  if (isStorable(JSON.stringify(rule))) return [];
  const message = "The rule holds a NUL character or half of a surrogate pair, which cannot be kept.";
  return [{ path: "", message, remedy: "Remove it; it comes from a broken copy or a wrong encoding." }];
}

/** A schedule gives no inputs: what has no default would be missing at every fire, and be found out in the night. */
function checkDefaults(inputs: InputSchema): Problem[] {
  try {
    inputs.parse({});
    return [];
  } catch (error) {
    if (!isAppError(error, "INPUT_INVALID")) throw error;
    const message = "The rule has a trigger, which gives no inputs, and its inputs do not fit without any.";
    return [{ path: "inputs", message, remedy: "Give each required input a default, or leave out `required`." }];
  }
}

function checkTrigger(registry: Registry, trigger: TriggerConfig, path: string): Problem[] {
  const kind = triggerKind(registry, trigger);
  const definition = kind === undefined ? undefined : registry.triggers.get(kind);
  if (definition === undefined) {
    const known = [...registry.triggers.keys()].toSorted().join(", ");
    return [{ path, message: "This is no known trigger.", remedy: `Begin it with one of: ${known}.` }];
  }
  const parsed = definition.config.safeParse(ownConfig(trigger));
  const problems = (parsed.error?.issues ?? []).map((issue): Problem => ({
    path: issue.path.reduce<string>((at, key) => joinPath(at, typeof key === "symbol" ? String(key) : key), path),
    message: sentence(issue.message),
    remedy: "See the reference of this trigger.",
  }));
  const { gathering, key } = compileEventOptions(trigger, path, problems);
  if (definition.kind === "schedule" && (gathering !== undefined || key !== undefined)) {
    const message = "Fire times are not gathered: key, throttle, debounce and batch are for events.";
    problems.push({ path, message, remedy: "Leave them out, or use a trigger for events." });
  }
  // Fire times can be counted only where nothing else is wrong.
  const schedule =
    problems.length > 0
      ? undefined
      : scheduleOf(registry, { kind: definition.id, config: trigger, timeZone: "UTC", spreadMs: 0 });
  if (definition.kind === "poll" && parsed.success) {
    const everyMs = definition.everyMs(parsed.data);
    if (!(everyMs >= FASTEST_POLL_MS)) {
      const message = "It asks more than once a second, which floods what it asks.";
      problems.push({ path, message, remedy: "Let it ask once a second at most." });
    }
  }
  const isSchedule = definition.kind === "schedule";
  const options = { path, isSchedule, ...(schedule !== undefined && { schedule }) };
  problems.push(
    ...checkCalendarOptions(trigger, options),
    ...checkSpread(trigger, { ...options, isSchedule: isSchedule && schedule?.awaits?.fires !== "complete" }),
  );
  return problems;
}

const FASTEST_POLL_MS = 1_000;

function sentence(text: string): string {
  return /[.!?。]$/.test(text) ? text : `${text}.`;
}
