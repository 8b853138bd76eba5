import type { EngineCore } from "../engine-core.ts";
import { getExecution } from "../executions/read-executions.ts";
import { selectNow } from "../sql/clock/select-now.ts";
import { selectRule } from "../sql/rules/select-rule.ts";
import { selectVersion } from "../sql/rules/select-version.ts";
import type { ExecutionDetail } from "../views/execution-view.ts";
import { step, type Explanation, type ExplainStep } from "./explanation.ts";
import { runSteps } from "./run-steps.ts";
import { waitingSteps } from "./waiting-steps.ts";

/** What started an execution, what it waits for, what was left out, and how it ended. @throws AppError EXECUTION_NOT_FOUND */
export async function explainExecution(core: EngineCore, id: number): Promise<Explanation> {
  const execution = await getExecution(core.store, id);
  const now = await selectNow(core.store);
  const rule = await selectRule(core.store, execution.rule);
  const version = rule && (await selectVersion(core.store, rule.id, execution.ruleVersion));
  const steps = [
    ...startSteps(execution),
    step("version.used", "info", {
      values: { rule: execution.rule, version: execution.ruleVersion },
      links: [{ kind: "rule", id: execution.rule }],
    }),
    ...turnSteps(execution, now),
    ...(await runSteps(core, execution, rule && version && { ...version, id: rule.id })),
    ...waitingSteps(execution, version?.definition),
  ];
  const headline = stateStep(execution);
  return { headline, steps: [...steps, ...endSteps(execution)].map((one) => ({ ...one, rule: execution.rule })) };
}

function startSteps({ trigger, parentId, itemIndex, redrive, createdAt, id }: ExecutionDetail): ExplainStep[] {
  const rest = { at: createdAt };
  const again = redrive === 0 ? [] : [step("started.again", "info", { values: { redrive } })];
  const links = parentId === null ? [] : [{ kind: "execution" as const, id: String(parentId) }];
  if (parentId !== null && itemIndex !== null)
    return [
      step("started.by-parent", "yes", { ...rest, links, values: { execution: parentId, index: itemIndex } }),
      ...again,
    ];
  if (parentId !== null)
    return [step("started.by-caller", "yes", { ...rest, links, values: { execution: parentId } }), ...again];
  const { kind, by, dueAt, event, events } = trigger;
  const name = typeof trigger["id"] === "string" ? trigger["id"] : null;
  if (typeof by === "string") return [step("started.by-person", "yes", { ...rest, values: { by } }), ...again];
  if (Array.isArray(events) && events.length > 1)
    return [step("started.by-events", "yes", { ...rest, values: { trigger: name, events: events.length } }), ...again];
  if (typeof event === "object" && event !== null) {
    const { type, id: eventId, source } = event as Readonly<Record<string, unknown>>;
    return [step("started.by-event", "yes", { ...rest, values: { trigger: name, type, eventId, source } }), ...again];
  }
  if (typeof dueAt === "string")
    return [step("started.by-slot", "yes", { ...rest, values: { trigger: name, due: dueAt } }), ...again];
  return [step("started.otherwise", "yes", { ...rest, values: { kind: kind ?? null, execution: id } }), ...again];
}

/** What is worth a word: a turn that came at once is none. */
const NOTICEABLE_MS = 1_000;

function turnSteps({ state, createdAt, startedAt }: ExecutionDetail, now: Date): ExplainStep[] {
  const waitedMs = (startedAt ?? now).getTime() - createdAt.getTime();
  const values = { since: createdAt.toISOString(), waited: { ms: waitedMs } };
  if (startedAt !== null) {
    return waitedMs < NOTICEABLE_MS ? [] : [step("turn.waited", "info", { at: startedAt, values })];
  }
  return state === "pending" ? [step("turn.waits", "unknown", { basis: "now", values })] : [];
}

function stateStep(execution: ExecutionDetail): ExplainStep {
  const { state, failure, createdAt, startedAt, finishedAt } = execution;
  const tookMs = (finishedAt ?? createdAt).getTime() - (startedAt ?? createdAt).getTime();
  const values = { state, took: { ms: tookMs }, since: (startedAt ?? createdAt).toISOString() };
  const at = finishedAt ?? startedAt ?? createdAt;
  const failed = {
    ...values,
    message: failure?.message ?? "",
    failure: failure?.code ?? "",
    action: failure?.action ?? null,
  };
  if (state === "failed") {
    return step(failure?.action === undefined ? "state.failed-whole" : "state.failed", "no", { at, values: failed });
  }
  if (state === "cancelled") return step("state.cancelled", "no", { at, values: failed });
  return step(`state.${state}`, state === "success" ? "yes" : state === "skipped" ? "no" : "unknown", { at, values });
}

function endSteps(execution: ExecutionDetail): ExplainStep[] {
  const { state, failure, id } = execution;
  const hint = state === "failed" && failure?.retryable === true;
  return [
    stateStep(execution),
    ...(hint ? [step("state.failed-retryable", "info", { values: { execution: id } })] : []),
  ];
}
