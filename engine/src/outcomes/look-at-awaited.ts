/**
 * How far other rules are, for a trigger that waits for them. Asked of the executions themselves each time: there is no
 * second account of them that could differ, and one that is retried and succeeds after all counts like any other.
 */
import type { AwaitedRules } from "@belfry/plugin-kit";
import type { Queryable } from "@belfry/store";
import { selectEnding, type Ending } from "../sql/outcomes/select-ending.ts";
import { selectLatestExecution } from "../sql/outcomes/select-latest-execution.ts";
import { businessDayOf, type BusinessDay } from "./business-day.ts";
import { chainDepth } from "./chain-depth.ts";

/** What a rule has done that day. */
export interface AwaitedRule {
  readonly rule: string;
  readonly executionId: number;
  readonly state: string;
  readonly endedAt: string;
}

/** A rule that has not done what it is waited for, and what it did instead; no execution: it did not run. */
export interface MissingRule {
  readonly rule: string;
  readonly executionId?: number;
  readonly state?: string;
  /** Why that one failed. */
  readonly code?: string;
}

export interface AwaitedView {
  readonly day: BusinessDay;
  readonly done: readonly AwaitedRule[];
  readonly missing: readonly MissingRule[];
  /** Whether all, or any, of them have done it. */
  readonly complete: boolean;
  /** When the last of them did; nothing when none did. */
  readonly lastEndedAt: Date | undefined;
  /** How many events and calls led to the longest chain of them. */
  readonly depth: number;
}

export async function lookAtAwaited(db: Queryable, awaits: AwaitedRules, dueAt: Date): Promise<AwaitedView> {
  const day = businessDayOf(awaits, dueAt);
  const states = awaits.on === "success" ? ["success"] : ["success", "failed", "cancelled"];
  const endings = await Promise.all(
    awaits.rules.map(async (rule) => ({ rule, ending: await selectEnding(db, { rule, states, ...day }) })),
  );
  const found = endings.flatMap(({ rule, ending }) => (ending === undefined ? [] : [{ rule, ...ending }]));
  const missing = await Promise.all(
    endings.filter(({ ending }) => ending === undefined).map(({ rule }) => missingRule(db, rule, day)),
  );
  return {
    day,
    done: found.map(viewOf),
    missing,
    complete: awaits.of === "all" ? missing.length === 0 : found.length > 0,
    lastEndedAt: found.map(({ endedAt }) => endedAt).toSorted((a, b) => b.getTime() - a.getTime())[0],
    depth: Math.max(0, ...found.map(({ trigger }) => chainDepth(trigger))),
  };
}

/** The same as what is kept with a slot. */
export function awaitedDetail({ day, done, missing }: AwaitedView): Readonly<Record<string, unknown>> {
  return { day: day.day, done, missing };
}

function viewOf({ rule, executionId, state, endedAt }: Ending & { readonly rule: string }): AwaitedRule {
  return { rule, executionId, state, endedAt: endedAt.toISOString() };
}

async function missingRule(db: Queryable, rule: string, { from }: BusinessDay): Promise<MissingRule> {
  const latest = await selectLatestExecution(db, rule, from);
  if (latest === undefined) return { rule };
  const { executionId, state, code } = latest;
  return { rule, executionId, state, ...(code !== null && { code }) };
}
