import { isArtifactRef, isDatasetRef, type ArtifactRef } from "@belfry/model";
import { tryAction, type ActionContext, type Artifacts, type DryRunEffect, type TriedAction } from "@belfry/plugin-kit";
import type { CompiledAction } from "../run/compiled-step.ts";
import { openActionContext } from "../run/action-context.ts";
import { keptValue } from "../run/evaluate-for.ts";
import type { ExecutionFrame } from "../run/execution-frame.ts";
import { failureOf } from "../run/failure-of.ts";
import { limitAttempt } from "../run/limit-attempt.ts";
import { messageOrigin } from "../run/message-origin.ts";
import type { StepOutcome } from "../run/step-outcome.ts";
import { StopReason, stopReasonOf } from "../run/stop-reason.ts";
import { failedRun, succeededRun } from "../run/written-run.ts";
import { untilAborted } from "../run/until-aborted.ts";
import type { Scope } from "../rules/scope.ts";
import { storableJson } from "../values/storable.ts";
import { closedConnections } from "./closed-connections.ts";
import type { DrySession } from "./dry-session.ts";
import type { TriedFile } from "./dry-run-views.ts";
import type { StepNote, StepNotes } from "./step-notes.ts";
import { trialCalls, type TrialCalls } from "./trial-calls.ts";

interface At {
  readonly frame: ExecutionFrame;
  readonly step: CompiledAction;
  readonly scope: Scope;
  readonly iteration: string;
}

/** So many rows of a dataset show what it is like. */
const SAMPLE_ROWS = 5;
const MOST_SAMPLES = 3;
const MOST_EFFECTS = 100;

/** Tries one action out, and notes what it would have been given, what it gave, and what it would have done. */
export async function tryStep(session: DrySession, notes: StepNotes, at: At): Promise<StepOutcome> {
  const { frame, step, iteration } = at;
  const stopped = stopReasonOf(frame.signal);
  if (stopped !== undefined) return { kind: "stopped", reason: stopped };
  const note = notes.of(step, iteration);
  const started = performance.now();
  const took = () => Math.round(performance.now() - started);
  const effects: DryRunEffect[] = [];
  const files: ArtifactRef[] = [];
  const calls = trialCalls(frame.deps.services);
  try {
    const input = step.input.prepare(at.scope);
    note.input = session.shown.value(session.masker.json(storableJson(input)));
    note.asks = step.asksFirst;
    if (step.asksFirst) note.releasers = (await session.whoReleases(frame.rule, frame.claimed.trigger)) ?? null;
    const tried = await tryOnce(session, at, { input, effects, files, calls });
    const { value, failure } = keptValue(frame, step, tried.output);
    if (failure !== undefined) return fails(session, notes, { at, note, failure, tookMs: took() });
    note.state = tried.treatment === "skipped" ? "left-out" : tried.treatment === "captured" ? "captured" : "ran";
    note.known = tried.known;
    note.output = session.shown.value(value);
    note.tookMs = took();
    notes.distrust(step, note);
    note.rows = await samplesOf(session, value);
    return { kind: "done", output: value, run: succeededRun(frame, step, iteration, value, took()) };
  } catch (error) {
    const reason = stopReasonOf(frame.signal);
    if (reason !== undefined) return { kind: "stopped", reason };
    const failure = storableJson(session.masker.json(failureOf(error, step.id).failure));
    return fails(session, notes, { at, note, failure, tookMs: took() });
  } finally {
    note.closedOff = await closedConnections(frame.deps.store, calls.connections(effects));
    note.effects = effects
      .slice(0, MOST_EFFECTS)
      .map((effect) => session.shown.effect(session.masker.json(storableJson(effect))));
    note.files = await Promise.all(files.map((file) => shownFile(session, file)));
  }
}

/** What depends on what was not done does not fail for it: nobody knows. */
function fails(
  session: DrySession,
  notes: StepNotes,
  { at, note, failure, tookMs }: { at: At; note: StepNote; failure: NonNullable<StepNote["failure"]>; tookMs: number },
): StepOutcome {
  note.failure = session.masker.json(failure);
  note.tookMs = tookMs;
  if (note.dependsOn.length === 0) {
    note.state = "failed";
    return { kind: "failed", failure, run: failedRun(at.frame, at.step, at.iteration, failure, tookMs) };
  }
  note.state = "unclear";
  note.known = "unknown";
  notes.distrust(at.step, note);
  return { kind: "done", output: null, run: succeededRun(at.frame, at.step, at.iteration, null, tookMs) };
}

async function tryOnce(
  session: DrySession,
  { frame, step, scope, iteration }: At,
  caught: {
    readonly input: unknown;
    readonly effects: DryRunEffect[];
    readonly files: ArtifactRef[];
    readonly calls: TrialCalls;
  },
): Promise<TriedAction> {
  using limit = limitAttempt(frame.signal, {
    deadlines: frame.deps.deadlines,
    at: new Date(frame.deps.now().getTime() + step.timeoutMs),
    reason: () => new StopReason("attempt-timeout", `The action took longer than ${step.timeoutMs} ms.`),
  });
  const { signal } = limit;
  await using open = openActionContext(
    frame,
    { iteration, attempt: 1 },
    { step, scope, signal, calls: caught.calls.ways },
  );
  const { checkMessage } = frame.deps.services;
  const origin = messageOrigin(frame.rule, step);
  const work = tryAction(step.definition, notingFiles(open.context, caught.files), caught.input, {
    show: (effect) => void caught.effects.push(effect),
    records: session.records,
    ...(checkMessage !== undefined && {
      checkMessage: (message) =>
        checkMessage(message, { origin, artifactPath: (file) => session.files.artifactPath(file) }),
    }),
  });
  // Awaited here: what was opened for it is closed behind it.
  return await untilAborted(work, signal);
}

function notingFiles(context: ActionContext, files: ArtifactRef[]): ActionContext {
  const noted = (file: ArtifactRef): ArtifactRef => {
    files.push(file);
    return file;
  };
  return Object.create(context, {
    artifacts: {
      get(): Artifacts {
        const { artifacts } = context;
        return {
          ...artifacts,
          adopt: async (path, description) => noted(await artifacts.adopt(path, description)),
          put: async (content, description) => noted(await artifacts.put(content, description)),
        };
      },
    },
  }) as ActionContext;
}

async function shownFile(session: DrySession, file: ArtifactRef): Promise<TriedFile> {
  const { $artifact: id, name, mediaType, bytes } = file;
  return { id, name: session.masker.text(name), mediaType, bytes, content: await session.contentOf(file) };
}

/** The first rows of the datasets that stand in an output. */
async function samplesOf(session: DrySession, output: unknown): Promise<StepNote["rows"]> {
  const found = datasetsIn(output, 0).slice(0, MOST_SAMPLES);
  const datasets = session.files.datasets(async () => "");
  return Promise.all(
    found.map(async (dataset) => {
      const first: unknown[] = [];
      for await (const row of datasets.read(dataset)) if (first.push(row) === SAMPLE_ROWS) break;
      const shown = session.shown.value(session.masker.json(first)) as unknown[];
      return { columns: dataset.columns, rows: dataset.rows, first: shown };
    }),
  );
}

function datasetsIn(value: unknown, depth: number): Dataset[] {
  if (typeof value !== "object" || value === null || depth > 3 || isArtifactRef(value)) return [];
  if (isDatasetRef(value)) return [value];
  return Object.values(value).flatMap((part) => datasetsIn(part, depth + 1));
}

type Dataset = Extract<Parameters<ActionContext["datasets"]["read"]>[0], { $dataset: string }>;
