/**
 * The rate limits of rules, in the transaction that starts them: what it gives back has not been started. An item of a
 * `forEach` is part of the start of its parent; an execution that is called always gets its turn, however late, because who
 * calls it waits.
 */
import type { Tx } from "@belfry/store";
import type { CompiledRule } from "../rules/compile-rule.ts";
import { reserveTurns, type RateRequest } from "../sql/rates/reserve-turns.ts";
import { takeTurns } from "../sql/rates/take-turns.ts";
import { stepUs, turnsOf } from "./gcra.ts";

/** A start, as far as a rate limit is concerned. */
interface Start {
  readonly rule: CompiledRule;
  /** Set for an item of a `forEach`. */
  readonly child?: unknown;
  /** Set for an execution that is called. */
  readonly callerId?: number;
}

type Limited = CompiledRule & { readonly rate: NonNullable<CompiledRule["rate"]> };

/** What a start is told that exceeded the limit of its rule. */
export interface LimitDetail {
  readonly [field: string]: unknown;
  readonly limit: number;
  readonly perMs: number;
  /** When the next start finds a turn, unless another one takes it. */
  readonly nextAt: string;
}

/** Gives each start of a rule with a limit its turn; those of other rules have none. */
export async function reserveStarts(tx: Tx, starts: readonly Start[]): Promise<ReadonlyMap<Start, Date>> {
  // What exceeds the limit of a rule that skips was taken out before; what is left has had its turn, unless it is called.
  const waiting = byRule(starts, (start, rule) => rule.rate.onLimit === "queue" || start.callerId !== undefined);
  const turns = new Map<Start, Date>();
  if (waiting.size === 0) return turns;
  const grants = await reserveTurns(tx, [...waiting.values()].map(requestOf));
  for (const { rule, starts: own } of waiting.values()) {
    const grant = grants.find(({ key }) => key === keyOf(rule));
    const times = grant === undefined ? [] : turnsOf(rule.rate.rate, { n: own.length, ...grant });
    own.forEach((start, place) => {
      const at = times[place];
      if (at !== undefined && grant !== undefined && at > grant.now) turns.set(start, at);
    });
  }
  return turns;
}

/** Rules that say `onLimit: skip` start nothing beyond their limit: what exceeds it becomes what `refuse` makes of it. */
export async function skipLimitedRules<D extends { readonly start?: Start }>(
  tx: Tx,
  decisions: readonly D[],
  refuse: (decision: D, detail: LimitDetail) => D,
): Promise<readonly D[]> {
  const starts = decisions.flatMap(({ start }) => (start === undefined ? [] : [start]));
  const skipping = byRule(starts, (start, rule) => rule.rate.onLimit === "skip" && start.callerId === undefined);
  if (skipping.size === 0) return decisions;
  const grants = await takeTurns(tx, [...skipping.values()].map(requestOf));
  const refused = new Map<Start, LimitDetail>();
  for (const { rule, starts: own } of skipping.values()) {
    const grant = grants.find(({ key }) => key === keyOf(rule));
    if (grant === undefined) throw new Error(`The rate limit of ${rule.slug} gave no answer.`);
    const { rate } = rule.rate;
    // The one that would be next, as if it had been reserved.
    const [next] = turnsOf(rate, { n: 1, tat: new Date(grant.tat.getTime() + stepUs(rate) / 1_000), now: grant.now });
    const detail = { limit: rate.limit, perMs: rate.perMs, nextAt: (next ?? grant.now).toISOString() };
    for (const start of own.slice(grant.taken)) refused.set(start, detail);
  }
  return decisions.map((decision) => {
    const detail = decision.start === undefined ? undefined : refused.get(decision.start);
    return detail === undefined ? decision : refuse(decision, detail);
  });
}

interface OfRule {
  readonly rule: Limited;
  readonly starts: Start[];
}

function byRule(starts: readonly Start[], concerns: (start: Start, rule: Limited) => boolean): Map<number, OfRule> {
  const rules = new Map<number, OfRule>();
  for (const start of starts) {
    const { rule } = start;
    if (!isLimited(rule) || start.child !== undefined || !concerns(start, rule)) continue;
    const known = rules.get(rule.id) ?? { rule, starts: [] };
    known.starts.push(start);
    rules.set(rule.id, known);
  }
  return rules;
}

function isLimited(rule: CompiledRule): rule is Limited {
  return rule.rate !== undefined;
}

function keyOf({ id }: CompiledRule): string {
  return `rule/${id}`;
}

function requestOf({ rule, starts }: OfRule): RateRequest {
  const { rate } = rule.rate;
  return { key: keyOf(rule), n: starts.length, stepUs: stepUs(rate), burst: rate.burst };
}
