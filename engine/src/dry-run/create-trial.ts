/**
 * What stands in for the steps of an execution that is only tried out. The interpreter is the one that runs executions;
 * here is decided what becomes of an action, a wait and a call, and what people are shown of it.
 */
import { isAppError, refusedLabel, type Failure } from "@belfry/model";
import type { CompiledCall, CompiledStep, CompiledWait } from "../run/compiled-step.ts";
import { evaluateFor, evaluateKept, keptValue } from "../run/evaluate-for.ts";
import type { ExecutionFrame, Trial } from "../run/execution-frame.ts";
import type { Lane } from "../run/lane.ts";
import type { StepOutcome } from "../run/step-outcome.ts";
import { calledRule, originOf } from "../run/steps/start-call.ts";
import { waitDuration, waitMoment } from "../run/steps/wait-time.ts";
import { succeededRun } from "../run/written-run.ts";
import { awaitedKey } from "../incoming/awaited-key.ts";
import { traceCondition } from "../rules/test-condition.ts";
import type { CompiledRule } from "../rules/compile-rule.ts";
import type { StepMark } from "../sql/marks/step-mark.ts";
import type { DrySession } from "./dry-session.ts";
import type { TriedRun } from "./dry-run-views.ts";
import { maskedParts, type StepNote, type StepNotes } from "./step-notes.ts";
import { stepSource } from "./step-source.ts";
import { tryStep } from "./try-step.ts";

/** Starts the trial of a rule that a step calls, and gives what it came to. */
export type TryCalled = (
  rule: CompiledRule,
  start: {
    readonly trigger: Readonly<Record<string, unknown>>;
    readonly inputs: Readonly<Record<string, unknown>>;
    readonly step: string;
  },
) => Promise<TriedRun>;

/** Calls in calls: deeper ones are shown and not tried. */
const DEEPEST_CALL = 3;

export function createTrial(
  session: DrySession,
  { rule, notes, depth, call: tryCalled }: { rule: CompiledRule; notes: StepNotes; depth: number; call: TryCalled },
): Trial {
  const done = (frame: ExecutionFrame, step: CompiledStep, note: StepNote, value: unknown): StepOutcome => {
    note.output = session.shown.value(session.masker.json(value));
    notes.distrust(step, note);
    return { kind: "done", output: value, run: succeededRun(frame, step, note.iteration, value) };
  };

  return {
    act: (frame, step, at) => tryStep(session, notes, { frame, step, ...at }),

    wait(frame, step, lane) {
      const note = notes.of(step, lane.path);
      note.state = "captured";
      const evaluated = evaluateFor(frame, step, () => waitOf(frame, step, lane));
      if (evaluated.failure !== undefined) return { kind: "failed", failure: evaluated.failure };
      const waits = evaluated.value as NonNullable<StepNote["waits"]>;
      note.waits = waits;
      if (waits.kind === "event") {
        note.known = "unknown";
        return done(frame, step, note, null);
      }
      session.passBy(waits.until);
      return done(frame, step, note, keptValue(frame, step, { until: waits.until }).value);
    },

    async call(frame, step, lane) {
      const note = notes.of(step, lane.path);
      note.state = "captured";
      const evaluated = evaluateKept(frame, step, () => step.inputs(lane.scope));
      if (evaluated.failure !== undefined) return { kind: "failed", failure: evaluated.failure };
      note.input = session.shown.value(session.masker.json({ rule: step.rule, inputs: evaluated.value }));
      const called = await calledRule(frame, step);
      if ("failure" in called) return { kind: "failed", failure: called.failure };
      const inputs = parsedInputs(step, called, evaluated.value);
      if ("failure" in inputs) return { kind: "failed", failure: inputs.failure };
      // What a rule of others would do is theirs to see.
      const isForeign = refusedLabel(called.definition.labels ?? {}, session.scope) !== undefined;
      if (isForeign || depth >= DEEPEST_CALL) {
        note.known = "unknown";
        return done(frame, step, note, null);
      }
      const tried = await tryCalled(called, {
        trigger: originOf(frame, step, lane),
        inputs: inputs.value,
        step: step.id,
      });
      note.called = tried.run;
      note.known = "stand-in";
      if (!step.waits) return done(frame, step, note, { executionId: 0 });
      if (tried.state === "success") return done(frame, step, note, tried.output);
      return { kind: "failed", failure: failureOfCalled(step, tried) };
    },

    mark: (mark): StepMark => ({
      action: mark.action,
      iteration: mark.iteration,
      kind: mark.kind,
      redrive: 0,
      beganAt: session.at,
      untilAt: null,
      calledId: null,
      value: mark.value ?? null,
    }),

    items(step, iteration, items) {
      const tried = items.slice(0, session.maxItems);
      const note = notes.of(step, iteration);
      note.items = { total: items.length, tried: tried.length };
      // What it counts is not what it would count.
      if (tried.length < items.length) {
        note.known = "stand-in";
        notes.distrust(step, note);
      }
      return tried;
    },

    decided(step, lane, value) {
      const note = notes.of(step, lane.path);
      const condition = stepSource(rule.definition, step)?.["if"];
      if (typeof condition !== "string" && typeof condition !== "object") return;
      const { expression, parts } = traceCondition(condition as never, lane.scope);
      note.condition = { expression, value: session.shown.value(value), parts: maskedParts(session, parts) };
    },

    judge(frame, step, lane, outcome) {
      if (outcome.kind !== "failed") {
        if (outcome.kind === "done") notes.distrust(step, notes.of(step, lane.path));
        return outcome;
      }
      const note = notes.of(step, lane.path);
      note.failure = session.masker.json(outcome.failure);
      note.state = "failed";
      if (note.dependsOn.length === 0) return outcome;
      note.state = "unclear";
      note.known = "unknown";
      return done(frame, step, note, null);
    },

    runs: () => notes.runs,
  };
}

function waitOf(frame: ExecutionFrame, { wait }: CompiledWait, { scope }: Lane): NonNullable<StepNote["waits"]> {
  const now = frame.deps.now();
  switch (wait.kind) {
    case "for": {
      const durationMs = waitDuration(wait.duration(scope));
      return { kind: "for", durationMs, until: new Date(now.getTime() + durationMs) };
    }
    case "until":
      return { kind: "until", until: waitMoment(wait.time(scope), now, scope.timezone) };
    case "event":
      return {
        kind: "event",
        type: wait.type,
        key: frame.masker.text(awaitedKey(wait.key(scope)) ?? ""),
        timeoutMs: wait.timeoutMs ?? null,
      };
  }
}

function parsedInputs(
  step: CompiledCall,
  called: CompiledRule,
  given: unknown,
): { readonly value: Readonly<Record<string, unknown>> } | { readonly failure: Failure } {
  try {
    return { value: called.inputs.parse(given) };
  } catch (error) {
    if (!isAppError(error, "INPUT_INVALID")) throw error;
    const message = `The inputs do not fit the rule ${step.rule}: ${error.message}`;
    return { failure: { class: "config", code: "INPUT_INVALID", message, action: step.id, retryable: false } };
  }
}

function failureOfCalled(step: CompiledCall, { failure }: TriedRun): Failure {
  const message = `The called rule ${step.rule} would fail: ${failure?.message ?? "its time was over."}`;
  return { class: "runtime", code: "CALL_FAILED", ...failure, message, action: step.id, retryable: false };
}
