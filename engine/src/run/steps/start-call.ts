/**
 * Starts the execution of a called rule, or opens it again. The mark of the step and the execution are one transaction,
 * which compares the holding of the caller: a node that lost the caller starts nothing.
 */
import { isAppError, type Failure } from "@belfry/model";
import type { Tx } from "@belfry/store";
import { insertCalled, type ExecutionStart } from "../../executions/start-executions.ts";
import { openAgain } from "../../executions/open-again.ts";
import { gateKey, type GateKey } from "../../limits/gate-key.ts";
import { lockLine } from "../../limits/gate-line.ts";
import { chainDepth, DEEPEST_CHAIN } from "../../outcomes/chain-depth.ts";
import type { CompiledRule } from "../../rules/compile-rule.ts";
import { selectCalledRule } from "../../sql/executions/select-called-rule.ts";
import { insertMark, type NewMark } from "../../sql/marks/insert-mark.ts";
import type { StepMark } from "../../sql/marks/step-mark.ts";
import { selectRule } from "../../sql/rules/select-rule.ts";
import type { CompiledCall } from "../compiled-step.ts";
import { evaluateKept } from "../evaluate-for.ts";
import type { ExecutionFrame } from "../execution-frame.ts";
import type { Lane } from "../lane.ts";
import { lockHeld, noteMark } from "../marks.ts";
import { quietReason } from "../quiet-reason.ts";
import { cancelledText, StopReason } from "../stop-reason.ts";

export type Begun = StepMark | { readonly failure: Failure };

/** Starts the called rule. What keeps it from being started is a failure of the step. */
export async function startCall(frame: ExecutionFrame, step: CompiledCall, lane: Lane): Promise<Begun> {
  const { deps, claimed } = frame;
  const evaluated = evaluateKept(frame, step, () => step.inputs(lane.scope));
  if (evaluated.failure !== undefined) return { failure: evaluated.failure };
  const called = await calledRule(frame, step);
  if ("failure" in called) return called;
  let inputs: ExecutionStart["inputs"];
  try {
    inputs = called.inputs.parse(evaluated.value);
  } catch (error) {
    if (!isAppError(error, "INPUT_INVALID")) throw error;
    const message = `The inputs do not fit the rule ${step.rule}: ${error.message}`;
    return refused(step, "INPUT_INVALID", message, { problems: error.details["problems"] });
  }
  const trigger = originOf(frame, step, lane);
  const key = await keyOf(frame, step, called, { trigger, inputs });
  if ("failure" in key) return key;
  const start: ExecutionStart = {
    rule: called,
    trigger,
    inputs,
    ...key,
    ...(step.waits && { callerId: claimed.id }),
  };
  const mark = newMark(step, lane);
  const made = await deps.store.transaction((tx) =>
    insertCalled(tx, start, {
      before: () => lockForCall(tx, frame),
      after: (calledId) => insertMark(tx, claimed.id, { ...mark, calledId, redrive: claimed.redrive }),
    }),
  );
  deps.bus.tell("queue");
  await deps.faults.at("after-mark");
  return noteMark(frame, made, mark);
}

/**
 * A person retries the caller, and what it called had failed: that is opened again, and goes on at the action that failed.
 * Nothing when the step calls for the first time.
 */
export async function callAgain(frame: ExecutionFrame, step: CompiledCall, lane: Lane): Promise<StepMark | undefined> {
  const { deps, claimed } = frame;
  const mark = await frame.marks.get(step.id, lane.path);
  const undone = frame.past.undoneIn(step.id, lane.path);
  if (mark?.calledId == null || step.afterFailure || (undone !== undefined && undone >= mark.redrive)) return undefined;
  const { calledId } = mark;
  const version = await selectCalledRule(deps.store, calledId);
  if (version === undefined) return undefined;
  const rule = await deps.rules.toStart(version.ruleId, version.ruleVersion);
  const made = await deps.store.transaction(async (tx) => {
    // The order of all locks: gates, then the queue.
    const line = await lockLine(tx, [{ rule, child: {}, callerId: claimed.id }]);
    await lockForCall(tx, frame);
    await openAgain(tx, calledId, rule, line);
    return insertMark(tx, claimed.id, { ...newMark(step, lane), calledId, redrive: claimed.redrive });
  });
  deps.bus.tell("queue");
  return noteMark(frame, made, newMark(step, lane));
}

/** The value by which the called rule limits its executions. */
async function keyOf(
  { deps }: ExecutionFrame,
  step: CompiledCall,
  rule: CompiledRule,
  given: Pick<ExecutionStart, "trigger" | "inputs">,
): Promise<GateKey | { readonly failure: Failure }> {
  const scope = { now: deps.now(), timezone: deps.rules.timeZone, ...given, ...(await deps.rules.names(rule)) };
  try {
    return gateKey(rule, scope);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return refused(step, "CONCURRENCY_KEY_INVALID", `The key by which ${step.rule} limits itself: ${message}`);
  }
}

/** Who is to be cancelled calls nobody any more: whoever asked for it would not see the called one. @throws StopReason */
async function lockForCall(tx: Tx, frame: ExecutionFrame): Promise<void> {
  const { cancelBy } = await lockHeld(tx, frame);
  if (cancelBy !== null) throw new StopReason("cancelled", cancelledText(cancelBy));
}

function newMark(step: CompiledCall, lane: Lane): Omit<NewMark, "redrive"> {
  const limit = step.waits && step.timeoutMs !== undefined ? { untilMs: step.timeoutMs } : {};
  return { action: step.id, iteration: lane.path, kind: "call", ...limit };
}

/** The rule that a step calls, or why it cannot. */
export async function calledRule(
  { deps, claimed, rule: caller }: ExecutionFrame,
  step: CompiledCall,
): Promise<CompiledRule | { readonly failure: Failure }> {
  const depth = chainDepth(claimed.trigger) + 1;
  if (depth > DEEPEST_CHAIN) {
    const message = `The call of ${step.rule} would be the ${depth}th of a chain of events and calls: the rules go in circles.`;
    return refused(step, "CALL_TOO_DEEP", message, { depth });
  }
  const row = await selectRule(deps.store, step.rule);
  if (row === undefined) return refused(step, "RULE_NOT_FOUND", `There is no rule ${step.rule}.`);
  if (row.status !== "enabled") {
    return refused(
      step,
      "RULE_NOT_ENABLED",
      `The rule ${step.rule} is ${row.status}; only an enabled rule can be called.`,
    );
  }
  const rule = await deps.rules.get(row.id, row.version);
  if (rule.gate !== undefined && step.waits && [...callersOf(claimed.trigger), caller.slug].includes(rule.slug)) {
    // The called one would wait at the gate for a caller that waits for it.
    const message = `${step.rule} calls itself, waits for it, and limits how many of it work at once: it could wait for ever.`;
    return refused(step, "CALL_WAITS_FOR_ITSELF", message);
  }
  return rule;
}

/** What the called execution sees as its trigger. */
export function originOf(
  { claimed, rule }: ExecutionFrame,
  step: CompiledCall,
  { path }: Lane,
): Record<string, unknown> {
  const { by } = claimed.trigger;
  const quiet = quietReason(claimed.trigger);
  return {
    kind: "call",
    rule: rule.slug,
    execution: claimed.id,
    action: step.id,
    ...(path !== "" && { iteration: path }),
    // Whoever started the caller has a part in this: they release nothing of it as a second person.
    ...(typeof by === "string" && { by }),
    ...(quiet !== undefined && { quiet }),
    depth: chainDepth(claimed.trigger) + 1,
    callers: [...callersOf(claimed.trigger), rule.slug],
  };
}

function callersOf({ callers }: Readonly<Record<string, unknown>>): readonly unknown[] {
  return Array.isArray(callers) ? callers : [];
}

function refused(
  step: CompiledCall,
  code: string,
  message: string,
  details?: Readonly<Record<string, unknown>>,
): { readonly failure: Failure } {
  const failure: Failure = { class: "config", code, message, action: step.id, retryable: false };
  const json =
    details === undefined ? undefined : (JSON.parse(JSON.stringify(details)) as NonNullable<Failure["details"]>);
  return { failure: json === undefined ? failure : { ...failure, details: json } };
}
