/**
 * What was kept when something was decided, as steps: what held it back with the values, then what became of it. The
 * steps before the one that decided are known to have been passed; they are said only where the rule has such a thing.
 */
import type { SlotFate, TriggerConfig } from "@belfry/model";
import type { Scope } from "../rules/scope.ts";
import { calendarStep } from "./calendar-step.ts";
import { step, type ExplainStep } from "./explanation.ts";
import { expressionOf, keptConditionStep } from "./kept-condition.ts";

type Detail = Readonly<Record<string, unknown>>;

/** Something that was decided, as it is kept. */
export interface KeptFate {
  readonly fate: SlotFate;
  readonly detail: Detail | null;
  readonly executionId: number | null;
  readonly decidedAt: Date;
}

/** What may stand between a trigger and an execution, as the version says that was in force. */
export interface Barriers {
  readonly config: TriggerConfig;
  readonly condition: string | undefined;
  readonly skipsWhenBusy: boolean;
  /** Whether it fires by the clock, so that it can be missed and a calendar may be asked. */
  readonly byClock: boolean;
}

export function keptSteps(
  kept: KeptFate,
  barriers: Barriers,
  surroundings: Pick<Scope, "timezone" | "calendars">,
): ExplainStep[] {
  const decided = decisiveStep(kept, surroundings);
  const passed = passedSteps(barriers, kept);
  return [...passed, ...(decided === undefined ? [] : [decided]), fateStep(kept)];
}

/** The order in which it is decided. What comes after the place at which it was decided was never asked. */
const order = ["misfire", "calendar", "awaits", "trigger", "rule", "limit", "end"] as const;
type Place = (typeof order)[number];

function placeOf({ fate, detail }: KeptFate): Place {
  switch (fate) {
    case "missed":
      return "misfire";
    case "calendar-skipped":
    case "merged":
      return "calendar";
    case "incomplete":
      return "awaits";
    case "condition-false":
    case "condition-error":
      if (detail?.["condition"] === "late") return "awaits";
      return detail?.["condition"] === "trigger" ? "trigger" : "rule";
    case "overlap-skipped":
    case "rate-limited":
      return "limit";
    case "fired":
    case "moved":
      return "end";
    default:
      return "misfire";
  }
}

function passedSteps({ config, condition, skipsWhenBusy, byClock }: Barriers, kept: KeptFate): ExplainStep[] {
  const until = order.indexOf(placeOf(kept));
  const isPassed = (place: Place) => order.indexOf(place) < until;
  const steps: ExplainStep[] = [];
  const at = kept.decidedAt;
  if (byClock && isPassed("misfire")) steps.push(step("misfire.passed", "yes", { at }));
  if (config.calendar !== undefined && isPassed("calendar")) steps.push(calendarPassed(config.calendar, kept));
  if (config.condition !== undefined && isPassed("trigger")) {
    steps.push(step("condition.trigger-true", "yes", { at, values: { condition: expressionOf(config.condition) } }));
  }
  if (isPassed("rule")) {
    steps.push(
      condition === undefined
        ? step("condition.none", "info")
        : step("condition.rule-true", "yes", { at, values: { condition } }),
    );
  }
  if (skipsWhenBusy && isPassed("limit")) steps.push(step("limit.passed", "yes", { at }));
  return steps;
}

function calendarPassed(calendar: string, { fate, detail, decidedAt }: KeptFate): ExplainStep {
  const links = [{ kind: "calendar" as const, id: calendar }];
  const to = detail?.["to"];
  if (fate === "moved")
    return step("slot.moved-here", "info", { at: decidedAt, links, values: { calendar, to, due: null } });
  return step("calendar.passed", "yes", { at: decidedAt, links, values: { calendar, day: null } });
}

function decisiveStep({ fate, detail, decidedAt }: KeptFate, surroundings: Pick<Scope, "timezone" | "calendars">) {
  const values = detail ?? {};
  switch (fate) {
    case "missed":
      return missedStep(values, decidedAt);
    case "calendar-skipped":
      return calendarStep(values, { at: decidedAt });
    case "condition-false":
    case "condition-error":
      if (values["condition"] === "late") {
        return step("awaits.not-late", "no", { at: decidedAt, values: { ...values, rules: namesOf(values["done"]) } });
      }
      return keptConditionStep(values, { failed: fate === "condition-error", decidedAt, surroundings });
    case "incomplete":
      return step("awaits.missing", "no", {
        at: decidedAt,
        values: { ...values, missing: namesOf(values["missing"]) },
      });
    case "overlap-skipped":
      return "running" in values
        ? step("limit.busy", "no", { at: decidedAt, values })
        : step("limit.held", "no", { at: decidedAt, values: { detail: values } });
    case "rate-limited":
      return "until" in values
        ? step("limit.rate", "no", { at: decidedAt, values })
        : step("limit.held", "no", { at: decidedAt, values: { detail: values } });
    default:
      return undefined;
  }
}

function missedStep(values: Detail, at: Date): ExplainStep {
  const reason = typeof values["reason"] === "string" ? values["reason"] : "";
  if (reason === "policy skip") return step("misfire.skip", "no", { at, values });
  if (reason.startsWith("policy latest")) return step("misfire.newer", "no", { at, values });
  const within = /^later than (.+)$/.exec(reason)?.[1];
  if (within !== undefined) return step("misfire.too-late", "no", { at, values: { ...values, within } });
  return step("misfire.missed", "no", { at, values: { ...values, reason } });
}

/** What became of it, as the end of the steps; `values.fate` says it in one word. */
function fateStep({ fate, detail, executionId, decidedAt }: KeptFate): ExplainStep {
  const links = executionId === null ? [] : [{ kind: "execution" as const, id: String(executionId) }];
  const values = { ...detail, fate, execution: executionId };
  const rest = { at: decidedAt, values, links };
  if (fate === "fired") {
    const together = typeof detail?.["events"] === "number" && detail["events"] > 1;
    return step(together ? "fate.fired-together" : "fate.fired", "yes", rest);
  }
  if (fate === "moved") return step("fate.moved", "yes", rest);
  if (fate === "merged" && typeof detail?.["into"] === "number") {
    const event = { kind: "event" as const, id: String(detail["into"]) };
    return step("fate.merged-event", "yes", { ...rest, links: [event, ...links] });
  }
  return step(`fate.${fate}`, "no", rest);
}

/** The names of rules that are waited for, out of what is kept of them. */
export function namesOf(rules: unknown): string {
  if (!Array.isArray(rules)) return "";
  return rules.map((one: { rule?: unknown }) => String(one.rule)).join(", ");
}
