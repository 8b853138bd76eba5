import type { Store } from "@belfry/store";
import {
  conditionExpression,
  parseField,
  traceExpression,
  type Condition,
  type Problem,
  type TracedPart,
} from "@belfry/model";
import type { CalendarCache } from "../calendars/calendar-cache.ts";
import { createLookups } from "../records/lookups.ts";
import { selectNow } from "../sql/clock/select-now.ts";
import { selectVariables } from "../sql/variables/select-variables.ts";
import type { RuleView } from "../views/rule-view.ts";
import { readInputSchema } from "./input-schema.ts";
import type { Scope } from "./scope.ts";

/** The values a condition is tested with; what is left out is not there. */
export interface ConditionValues {
  readonly event?: unknown;
  readonly inputs?: Readonly<Record<string, unknown>>;
  readonly vars?: Readonly<Record<string, unknown>>;
  /** Below what is given: the variables of the installation, and of this rule its own and the defaults of its inputs. */
  readonly stored?: { readonly rule?: RuleView };
}

export interface ConditionTest {
  /** The expression that the condition means. */
  readonly expression: string;
  /** What it came to; left out when there is a problem. */
  readonly value?: boolean;
  /** Why it is neither true nor false. */
  readonly problem?: Problem;
  /** The whole and its parts, in the order they are written. */
  readonly parts: readonly TracedPart[];
}

/** Evaluates a condition as a rule would, and shows what each part of it comes to. Never throws for a bad condition. */
export async function testCondition(
  {
    store,
    timeZone,
    calendars,
  }: { readonly store: Store; readonly timeZone: string; readonly calendars: CalendarCache },
  condition: Condition,
  { event, inputs, vars, stored }: ConditionValues,
): Promise<ConditionTest> {
  const kept = stored === undefined ? [] : await selectVariables(store);
  const variables = Object.fromEntries(kept.map(({ name, value }) => [name, value]));
  const rule = stored?.rule?.definition;
  return traceCondition(condition, {
    now: await selectNow(store),
    timezone: timeZone,
    trigger: {},
    ...(event !== undefined && { event }),
    inputs: { ...readInputSchema(rule?.inputs, []).defaults, ...inputs },
    vars: { ...variables, ...rule?.vars, ...vars },
    calendars: await calendars.current(),
    ...(rule?.lookups !== undefined && { lookups: await createLookups({ store }).load(rule.lookups) }),
  });
}

/** What a condition and its parts come to. Never throws for a bad condition. */
export function traceCondition(condition: Condition, scope: Scope): ConditionTest {
  const field = parseField(conditionExpression(condition));
  const expression = field.kind === "expression" ? field.source : conditionExpression(condition);
  const traced = traceExpression(expression, { ...scope });
  if (!traced.ok) {
    const problem = traced.problems[0] ?? { path: "", message: "It cannot be read.", remedy: "Correct it." };
    return { expression, problem, parts: [] };
  }
  const [whole] = traced.parts;
  // A literal is not traced: it is its own value.
  if (whole === undefined) return literalTest(expression);
  if (whole.problem !== undefined) return { expression, problem: whole.problem, parts: traced.parts };
  if (typeof whole.value === "boolean") return { expression, value: whole.value, parts: traced.parts };
  return { expression, problem: notBoolean(whole.value), parts: traced.parts };
}

function literalTest(expression: string): ConditionTest {
  const text = expression.trim();
  if (text === "true" || text === "false") return { expression, value: text === "true", parts: [] };
  return { expression, problem: notBoolean(text), parts: [] };
}

function notBoolean(value: unknown): Problem {
  const message = `The condition is neither true nor false but ${JSON.stringify(value) ?? "nothing"}.`;
  return { path: "", message, remedy: "Compare it with something, like event.data.amount > 0." };
}
