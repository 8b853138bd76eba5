/** What was done before, found quickly: a loop over ten thousand items asks for each of them. */
import type { PastRun } from "../sql/action-runs/select-past-runs.ts";
import type { CompiledStep } from "./compiled-step.ts";
import { isWithin, type CountingPast, type UndonePart } from "./past-that-counts.ts";

export interface Past {
  /** The attempts of a step at a place in its loops, in their order. */
  of(action: string, iteration: string): readonly PastRun[];
  /** How it ended there: well, left out, or failed with something that took its place. */
  ended(action: string, iteration: string): PastRun | undefined;
  /** Whether anything of a step, or of the steps inside of it, was done there. */
  begun(step: CompiledStep, iteration: string): boolean;
  /** The last redrive in which what this step had done was taken back; nothing when it never was. */
  undoneIn(action: string, iteration: string, by?: UndonePart["by"]): number | undefined;
  /** Whether anything was written since this redrive. */
  begunIn(redrive: number): boolean;
  /** The same without what was written before this redrive. */
  since(redrive: number): Past;
}

const none: readonly PastRun[] = [];

/** The past of an execution that nobody has run before. */
export const noPast: Past = {
  of: () => none,
  ended: () => undefined,
  begun: () => false,
  undoneIn: () => undefined,
  begunIn: () => false,
  since: () => noPast,
};

export function createPast({ runs, undone }: CountingPast): Past {
  const attempts = new Map<string, PastRun[]>();
  const begun = new Set<string>();
  for (const run of runs) {
    const key = keyOf(run.action, run.iteration);
    const known = attempts.get(key);
    if (known === undefined) attempts.set(key, [run]);
    else known.push(run);
    for (let path = run.iteration; ; path = path.slice(0, path.lastIndexOf("/"))) {
      begun.add(keyOf(run.action, path));
      if (!path.includes("/")) break;
    }
    begun.add(keyOf(run.action, ""));
  }
  const of = (action: string, iteration: string) => attempts.get(keyOf(action, iteration)) ?? none;
  return {
    of,
    ended: (action, iteration) => of(action, iteration).find(hasEnded),
    begun: ({ covers }, iteration) => [...covers].some((id) => begun.has(keyOf(id, iteration))),
    undoneIn(action, iteration, by) {
      const parts = undone.filter(
        (part) => (by === undefined || part.by === by) && part.ids.has(action) && isWithin(iteration, part.iteration),
      );
      return parts.length === 0 ? undefined : Math.max(...parts.map(({ upTo }) => upTo));
    },
    begunIn: (redrive) => runs.some((run) => run.redrive >= redrive),
    since: (redrive) => createPast({ runs: runs.filter((run) => run.redrive >= redrive), undone: [] }),
  };
}

/** A failure that something took the place of has an output: what later steps see of it. */
export function hasEnded(run: PastRun): boolean {
  return run.state === "success" || run.state === "skipped" || isHandled(run);
}

export function isHandled(run: Pick<PastRun, "state" | "output">): boolean {
  return run.state === "failed" && run.output !== null;
}

function keyOf(action: string, iteration: string): string {
  return `${action}\n${iteration}`;
}
