import type { TracedPart } from "@belfry/model";
import type { CompiledStep } from "../run/compiled-step.ts";
import type { ActionRunRow } from "../sql/action-runs/action-run-row.ts";
import type { PastRun } from "../sql/action-runs/select-past-runs.ts";
import type { DrySession } from "./dry-session.ts";
import type { TriedStep } from "./dry-run-views.ts";
import { readsOf, stepSource } from "./step-source.ts";
import type { CompiledRule } from "../rules/compile-rule.ts";

/** What is noted of a step, part by part, until it is shown. */
export type StepNote = { -readonly [K in keyof TriedStep]: TriedStep[K] };

/** What became of the steps of one execution, and which of their outputs are none that anybody can rely on. */
export interface StepNotes {
  /** The note of a step at a place in its loops; made when it is first asked for. */
  of(step: Pick<CompiledStep, "id" | "name" | "use">, iteration: string): StepNote;
  /** Takes over a run as the interpreter would have written it. */
  written(run: ActionRunRow): void;
  /** Remembers that what this step gives, or sets, is not known, or not what it would be. */
  distrust(step: CompiledStep, note: StepNote): void;
  readonly runs: readonly PastRun[];
  readonly notes: readonly StepNote[];
}

export function createStepNotes(session: DrySession, rule: CompiledRule): StepNotes {
  const known = new Map<string, StepNote>();
  const doubtful = new Set<string>();
  const runs: PastRun[] = [];
  const of: StepNotes["of"] = (step, iteration) => {
    const key = `${step.id}\n${iteration}`;
    const before = known.get(key);
    if (before !== undefined) return before;
    const note = emptyNote(step, iteration);
    note.dependsOn = readsOf(stepSource(rule.definition, step), doubtful);
    known.set(key, note);
    return note;
  };
  return {
    of,
    runs,
    get notes() {
      return [...known.values()];
    },
    distrust(step, note) {
      if (note.known === "real" && note.dependsOn.length === 0) return;
      doubtful.add(`actions.${step.name}`);
      if (step.kind === "set") for (const name of Object.keys(note.output ?? {})) doubtful.add(`vars.${name}`);
    },
    written(run) {
      const { action, iteration, attempt, redrive, state, output = null, failure = null, use, tookMs } = run;
      runs.push({ action, iteration, attempt, redrive, state, output, failure, retryAt: null });
      const key = `${action}\n${iteration}`;
      const noted = known.has(key);
      const note = of({ id: action, name: action.slice(action.lastIndexOf(".") + 1), use }, iteration);
      if (noted && note.state !== "ran") return;
      note.state = state === "skipped" ? "not-run" : state === "failed" ? "failed" : note.state;
      note.output = session.shown.value(session.masker.json(output));
      note.failure = failure === null ? null : session.masker.json(failure);
      note.tookMs = Math.max(note.tookMs, tookMs);
    },
  };
}

function emptyNote(step: Pick<CompiledStep, "id" | "use">, iteration: string): StepNote {
  return {
    step: step.id,
    use: step.use,
    iteration,
    state: "ran",
    output: null,
    known: "real",
    failure: null,
    condition: null,
    dependsOn: [],
    effects: [],
    files: [],
    rows: [],
    logs: [],
    waits: null,
    asks: false,
    releasers: null,
    closedOff: [],
    items: null,
    called: null,
    tookMs: 0,
  };
}

/** The parts of a condition with what they came to, masked. */
export function maskedParts(session: DrySession, parts: readonly TracedPart[]): TracedPart[] {
  return parts.slice(0, 30).map((part) => session.shown.value(session.masker.json(part)) as TracedPart);
}
