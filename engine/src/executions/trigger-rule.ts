import { createHash } from "node:crypto";
import { AppError, type Actor, type Scope, type SlotFate } from "@belfry/model";
import type { Store, Tx } from "@belfry/store";
import type { Audit } from "../audit.ts";
import { gateKey, type GateKey } from "../limits/gate-key.ts";
import type { Backlog } from "../back-pressure/backlog.ts";
import type { CompiledRule } from "../rules/compile-rule.ts";
import { checkTrial, type ReleaseDeps } from "../release/rule-demands.ts";
import { skipLimitedRules, type LimitDetail } from "../rates/limit-starts.ts";
import { evaluateCondition, type ConditionVerdict } from "../rules/evaluate-condition.ts";
import type { RuleCache } from "../rules/rule-cache.ts";
import type { Scope as RuleScope } from "../rules/scope.ts";
import { selectRule } from "../sql/rules/select-rule.ts";
import { selectNow } from "../sql/clock/select-now.ts";
import { selectStartTurn } from "../sql/rates/select-start-turn.ts";
import { bindTriggerKey } from "../sql/triggers/bind-trigger-key.ts";
import { takeTriggerKey } from "../sql/triggers/take-trigger-key.ts";
import { checkRestrictedInputs, fillRestrictedInputs } from "./restrict-inputs.ts";
import { skipBusyRules, type BusyDetail } from "./skip-busy.ts";
import { startExecutions, type ExecutionStart } from "./start-executions.ts";

export interface ManualStart {
  readonly inputs?: unknown;
  readonly by: Actor;
  /** What the caller is restricted to: other inputs are refused. @default nothing */
  readonly scope?: Scope | null;
  /** Two starts with one key within a day start one execution. */
  readonly idempotencyKey?: string;
}

export interface StartResult {
  readonly fate: SlotFate;
  readonly executionId: number | null;
  readonly detail: Readonly<Record<string, unknown>> | null;
}

/** How long a key is remembered. */
const KEY_HOURS = 24;

/**
 * Starts a rule by hand. The condition counts as for every other trigger, and so does `onBusy: skip`; a disabled rule may
 * be tried, an archived may not. @throws AppError BACKLOG_FULL for a program, when too much waits already
 */
export async function triggerRule(
  deps: ReleaseDeps & { store: Store; rules: RuleCache; audit: Audit; backlog: Backlog },
  slug: string,
  start: ManualStart,
): Promise<StartResult> {
  const row = await selectRule(deps.store, slug);
  if (row === undefined) throw new AppError("RULE_NOT_FOUND", { rule: slug });
  if (row.status === "archived") throw new AppError("RULE_NOT_ENABLED", { rule: slug, reason: "It is archived." });
  const rule = await deps.rules.toStart(row.id, row.version);
  const { by, scope = null } = start;
  // A person who starts one rule by hand knows why; a program that starts thousands is asked to wait.
  if (by.kind === "key" || by.kind === "token") await deps.backlog.demandRoom([rule.id]);
  const inputs = rule.inputs.parse(fillRestrictedInputs(rule, start.inputs, scope));
  checkRestrictedInputs(rule, inputs, scope);
  const trigger = { kind: "manual", by: by.name };
  const now = await selectNow(deps.store);
  const names = await deps.rules.names(rule);
  const evaluated = { now, timezone: deps.rules.timeZone, trigger, inputs, ...names };
  const judged = evaluateCondition(rule, evaluated);
  const { verdict, key } = judged.kind === "true" ? keyVerdict(rule, evaluated) : { verdict: judged, key: {} };

  const keyHash =
    start.idempotencyKey === undefined ? undefined : createHash("sha256").update(start.idempotencyKey).digest();
  // The key and the execution are one transaction: a key without its execution would swallow the next try.
  return deps.store.transaction(async (tx): Promise<StartResult> => {
    if (keyHash !== undefined) {
      const known = await takeTriggerKey(tx, { ruleId: rule.id, keyHash, hours: KEY_HOURS });
      if (known !== undefined)
        return { fate: "merged", executionId: known, detail: { reason: "the same idempotency key" } };
    }
    await checkTrial(deps, tx, row, rule.definition);
    const result = await startOnce(tx, rule, { verdict, trigger, inputs, ...key });
    const { fate, executionId } = result;
    if (keyHash !== undefined && executionId !== null) {
      await bindTriggerKey(tx, { ruleId: rule.id, keyHash, executionId });
    }
    // What starts by itself a thousand times a night is accounted for by its executions.
    if (by.kind === "system") return result;
    // Only the names: what they were given is kept with the execution, and who may see that is decided there.
    const detail = { inputs: Object.keys(inputs), fate, executionId };
    await deps.audit(tx, { by, action: "rules.trigger", subject: { kind: "rule", id: slug }, outcome: "done", detail });
    return result;
  });
}

/** By which value the rule limits the execution; one that cannot be read starts nothing. */
function keyVerdict(
  rule: CompiledRule,
  scope: RuleScope,
): { readonly verdict: ConditionVerdict; readonly key: GateKey } {
  try {
    return { verdict: { kind: "true" }, key: gateKey(rule, scope) };
  } catch (error) {
    const message = `The key of the concurrency: ${error instanceof Error ? error.message : String(error)}`;
    return { verdict: { kind: "error", message, detail: {} }, key: {} };
  }
}

async function startOnce(
  tx: Tx,
  rule: CompiledRule,
  { verdict, ...given }: Omit<ExecutionStart, "rule"> & { readonly verdict: ConditionVerdict },
): Promise<StartResult> {
  if (verdict.kind === "error") return notStarted("condition-error", { message: verdict.message, ...verdict.detail });
  if (verdict.kind === "false") return notStarted("condition-false", verdict.detail);
  const start = { rule, ...given };
  let busy: BusyDetail | undefined;
  await skipBusyRules(tx, [{ start }], (decision, detail) => {
    busy = detail;
    return decision;
  });
  if (busy !== undefined) return notStarted("overlap-skipped", busy);
  let limited: LimitDetail | undefined;
  await skipLimitedRules(tx, [{ start }], (decision, detail) => {
    limited = detail;
    return decision;
  });
  if (limited !== undefined) return notStarted("rate-limited", limited);
  const [executionId] = await startExecutions(tx, [start]);
  if (executionId === undefined) throw new Error("An execution was written and has no id.");
  const startsAt = rule.rate === undefined ? null : await selectStartTurn(tx, executionId);
  return { fate: "fired", executionId, detail: startsAt === null ? null : { startsAt: startsAt.toISOString() } };
}

function notStarted(fate: SlotFate, detail: Readonly<Record<string, unknown>>): StartResult {
  return { fate, executionId: null, detail };
}
