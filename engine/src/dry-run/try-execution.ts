/** One execution as it would be: the interpreter works through its rule, and a trial stands in for what it would do. */
import type { Failure } from "@belfry/model";
import type { CompiledRule } from "../rules/compile-rule.ts";
import { checkResources, mayMiss } from "../run/check-resources.ts";
import { failExecution } from "../run/end-execution.ts";
import type { ExecutionFrame, RunnerDeps } from "../run/execution-frame.ts";
import type { ExecutionOutcome } from "../run/execution-outcome.ts";
import { topLane } from "../run/lane.ts";
import { openFrame } from "../run/open-frame.ts";
import { failureOf } from "../run/failure-of.ts";
import { runSteps } from "../run/run-steps.ts";
import { everyStep } from "../run/steps-inside.ts";
import type { StepOutcome } from "../run/step-outcome.ts";
import type { ClaimedExecution } from "../sql/executions/claim-executions.ts";
import { createTrial } from "./create-trial.ts";
import type { TriedRun } from "./dry-run-views.ts";
import type { DrySession } from "./dry-session.ts";
import { createStepNotes, type StepNotes } from "./step-notes.ts";

export interface TriedStart {
  readonly rule: CompiledRule;
  readonly trigger: Readonly<Record<string, unknown>>;
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly startedBy: TriedRun["startedBy"];
  /** Set for an item of the rule's list. */
  readonly child?: { readonly index: number; readonly item: unknown };
}

/** Tries an execution out, with those that it starts and calls. They are added to the runs of the session. */
export async function tryExecution(session: DrySession, start: TriedStart, depth = 0): Promise<TriedRun> {
  const place = session.runs.length;
  const draft: { -readonly [K in keyof TriedRun]: TriedRun[K] } = emptyRun(place, start);
  session.runs.push(draft);
  const notes = createStepNotes(session, start.rule);
  const frame = await openTrial(session, start, { notes, depth, place });
  const { rule } = start;
  const missing = mayMiss(frame) ? await checkResources(frame) : undefined;
  if (missing === undefined && rule.forEach !== undefined && start.child === undefined) {
    await tryItems(session, frame, { start, draft, depth, items: rule.forEach });
    return draft;
  }
  take(session, draft, missing ?? (await outcomeOf(frame)), notes);
  const reached = new Set(notes.notes.map(({ step }) => step));
  draft.notReached = everyStep([...rule.steps, ...rule.failureSteps])
    .map(({ id }) => id)
    .filter((id) => !reached.has(id));
  draft.steps = notes.notes.filter(() => session.takePlace());
  return draft;
}

function emptyRun(run: number, { rule, startedBy }: TriedStart): TriedRun {
  return {
    run,
    rule: rule.slug,
    startedBy,
    state: "success",
    output: null,
    failure: null,
    items: null,
    steps: [],
    notReached: [],
  };
}

async function openTrial(
  session: DrySession,
  { rule, trigger, inputs, child }: TriedStart,
  { notes, depth, place }: { readonly notes: StepNotes; readonly depth: number; readonly place: number },
): Promise<ExecutionFrame> {
  const deps: RunnerDeps = {
    ...session.deps,
    writer: { ...session.deps.writer, checkpoint: async ({ run }) => notes.written(run) },
    logs: {
      ...session.deps.logs,
      write({ action, iteration, level, message }) {
        const note = notes.notes.find((one) => one.step === action && one.iteration === iteration);
        if (note !== undefined && note.logs.length < 50) note.logs = [...note.logs, { level, message }];
      },
    },
  };
  const claimed: ClaimedExecution = {
    id: session.executionId - place,
    epoch: 1,
    ruleId: rule.id,
    ruleVersion: rule.version,
    parentId: null,
    band: 1,
    gated: false,
    connection: null,
    pass: null,
    lives: 0,
    diedOn: null,
    signals: 0,
    cancelBy: null,
    item: child?.item ?? null,
    itemIndex: child?.index ?? null,
    trigger,
    inputs,
    redrive: 0,
    createdAt: session.at,
    startedAt: session.at,
    claimedAt: session.at,
    createdOn: session.at.toISOString().slice(0, 10),
  };
  const limit = { at: undefined, signal: session.signal, [Symbol.dispose]: () => undefined };
  const frame = await openFrame(deps, claimed, { rule, stop: session.signal, limit });
  const trial = createTrial(session, {
    rule,
    notes,
    depth,
    call: (called, { step, ...rest }) =>
      tryExecution(session, { rule: called, ...rest, startedBy: { run: place, step } }, depth + 1),
  });
  return { ...frame, masker: session.masker, trial };
}

/** A rule that works through a list: an execution for each of the first items, one after the other. */
async function tryItems(
  session: DrySession,
  frame: ExecutionFrame,
  {
    start,
    draft,
    depth,
    items,
  }: {
    start: TriedStart;
    draft: { -readonly [K in keyof TriedRun]: TriedRun[K] };
    depth: number;
    items: NonNullable<CompiledRule["forEach"]>;
  },
): Promise<void> {
  const list = listOf(frame, items);
  if ("code" in list) {
    const notes = createStepNotes(session, start.rule);
    take(session, draft, await failExecution(frame, list, undefined), notes);
    return;
  }
  const tried = list.slice(0, session.maxItems);
  draft.items = { total: list.length, tried: tried.length };
  const children: TriedRun[] = [];
  for (const [index, item] of tried.entries()) {
    const shown = session.shown.value(session.masker.json(item));
    const startedBy = { run: draft.run, step: null, item: shown };
    children.push(await tryExecution(session, { ...start, startedBy, child: { index, item } }, depth));
  }
  const failed = children.filter(({ state }) => state !== "success").length;
  if (failed === 0) return;
  draft.state = children.some(({ state }) => state === "stopped") ? "stopped" : "failed";
  const message = `${failed} of ${children.length} children would not succeed.`;
  draft.failure = { class: "runtime", code: "CHILDREN_FAILED", message, retryable: false };
}

/** The list of the rule, or why there is none. */
function listOf(frame: ExecutionFrame, items: NonNullable<CompiledRule["forEach"]>): readonly unknown[] | Failure {
  try {
    const list = items(frame.scope);
    if (Array.isArray(list)) return list;
    return {
      class: "config",
      code: "FOR_EACH_INVALID",
      message: "forEach of the rule needs a list.",
      retryable: false,
    };
  } catch (error) {
    const { action: _action, ...failure } = failureOf(error, "").failure;
    return failure;
  }
}

type Ended = ExecutionOutcome | { readonly kind: "out-of-time"; readonly message: string };

async function outcomeOf(frame: ExecutionFrame): Promise<Ended> {
  const outcome = await runSteps(frame, frame.rule.steps, topLane(frame.scope));
  if ("run" in outcome && outcome.run !== undefined && outcome.kind !== "retry") {
    await frame.deps.writer.checkpoint({ held: { execution: 0, epoch: 1, createdOn: "" }, run: outcome.run });
  }
  return endOf(frame, outcome);
}

async function endOf(frame: ExecutionFrame, outcome: StepOutcome): Promise<Ended> {
  switch (outcome.kind) {
    case "done":
      return { kind: "ended", state: "success", run: undefined };
    case "returned":
      return { kind: "ended", state: "success", output: outcome.output, run: undefined };
    case "failed":
      return failExecution(frame, outcome.failure, undefined);
    case "stopped":
      return { kind: "out-of-time", message: outcome.reason.message };
    case "retry":
    case "waiting":
    case "halted":
      throw new Error(`A dry run of ${frame.rule.slug} came to ${outcome.kind}.`);
  }
}

/** How the execution would have ended. */
function take(
  session: DrySession,
  draft: { -readonly [K in keyof TriedRun]: TriedRun[K] },
  ended: Ended,
  notes: StepNotes,
): void {
  const fail = (failure: Failure) => {
    draft.failure = session.masker.json(failure);
  };
  if (ended.kind === "ended") {
    if (ended.run !== undefined) notes.written(ended.run);
    // An execution of which nobody knows more than that it is left out is none that was tried.
    draft.state = ended.state === "skipped" ? "cancelled" : ended.state;
    draft.output = session.shown.value(session.masker.json(ended.output ?? null));
    if (ended.failure !== undefined) fail(ended.failure);
    return;
  }
  draft.state = "stopped";
  const message = ended.kind === "out-of-time" ? ended.message : "What is done about its failure ran out of time.";
  fail({ class: "timeout", code: "EXECUTION_TIMEOUT", message, retryable: false });
}
