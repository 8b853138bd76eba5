import { stepsOf, type Rule } from "@belfry/model";
import type { ExecutionDetail, GateView, WaitingFor } from "../views/execution-view.ts";
import { step, type ExplainStep } from "./explanation.ts";

/** What an execution waits for now; nothing for one that has ended. */
export function waitingSteps(execution: ExecutionDetail, definition: Rule | undefined): ExplainStep[] {
  return [...childrenSteps(execution), ...stepSteps(execution, definition)];
}

function childrenSteps({ children, finishedAt }: ExecutionDetail): ExplainStep[] {
  if (finishedAt !== null) return [];
  const counts = Object.values(children);
  const all = counts.reduce((sum, n) => sum + n, 0);
  const { success = 0, failed = 0, cancelled = 0, skipped = 0 } = children;
  const open = all - success - failed - cancelled - skipped;
  return open === 0 ? [] : [step("waits.children", "unknown", { basis: "now", values: { open, all, children } })];
}

function stepSteps({ state, waitingFor, actionRuns }: ExecutionDetail, definition: Rule | undefined): ExplainStep[] {
  if (waitingFor === null) return [];
  const { action, kind, connection, gate } = waitingFor;
  const until = waitingFor.until?.toISOString() ?? null;
  if (kind === "connection") return [parkedStep(waitingFor, { action, until, connection })];
  if (kind === "gate") return gate === null ? [] : [gateStep(gate)];
  if (kind === "rate")
    return [step("waits.rate", "unknown", { basis: "now", at: waitingFor.until, values: { action, until } })];
  const rest = { basis: "now" as const, ...(waitingFor.until !== null && { at: waitingFor.until }) };
  if (state === "retrying") {
    const last = actionRuns.findLast((run) => run.action === action && run.state === "failed")?.failure;
    const values = { action, until, message: last?.message ?? "", failure: last?.code ?? "" };
    return [step("waits.retry", "unknown", { ...rest, values })];
  }
  const written = definition && [...stepsOf(definition)].find(({ id }) => id === action)?.step;
  if (written?.approval !== undefined) return [step("waits.approval", "unknown", { ...rest, values: { action } })];
  const event = written?.wait;
  if (typeof event === "object" && "event" in event && event.event !== undefined)
    return [step("waits.event", "unknown", { ...rest, values: { action, type: event.event, until } })];
  const code = until === null ? "waits.step-open" : "waits.step";
  return [step(code, "unknown", { ...rest, values: { action, until } })];
}

function parkedStep({ since, probeAt }: WaitingFor, values: Readonly<Record<string, unknown>>): ExplainStep {
  const known = { ...values, since: since?.toISOString() ?? null, probeAt: probeAt?.toISOString() ?? null };
  const code = probeAt === null ? "waits.connection-closed" : "waits.connection";
  return step(code, "unknown", { basis: "now", at: probeAt, values: known });
}

function gateStep({ kind, rule, key, label, limit, ahead }: GateView): ExplainStep {
  const values = { rule, key, label, limit, ahead };
  return step(`waits.gate-${kind}`, "unknown", { basis: "now", values });
}
