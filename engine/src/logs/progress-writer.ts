/**
 * How far running actions are, for whoever looks at them from another node. An action may say it a thousand times a second;
 * only its newest word is kept, and all words of this node are written together, once a second at the most. It is part of
 * no promise: what cannot be written is not tried again, for the next word comes soon.
 */
import type { Store } from "@belfry/store";
import { deleteProgress } from "../sql/nodes/delete-progress.ts";
import { writeProgress, type NewProgress } from "../sql/nodes/write-progress.ts";

export interface ProgressWriter {
  report(progress: NewProgress): void;
  /** This node no longer runs the execution. */
  forget(execution: number): void;
  /** Writes what is left, once; for the end. */
  flushed(): Promise<void>;
}

const EVERY_MS = 1_000;

export interface ProgressDeps {
  readonly store: Pick<Store, "query">;
  /** Called with the executions whose progress can now be seen. */
  readonly onWritten: (executions: readonly number[]) => void;
  readonly onError: (error: unknown) => void;
  /** @default 1_000 */
  readonly everyMs?: number;
}

export function createProgressWriter({ store, onWritten, onError, everyMs = EVERY_MS }: ProgressDeps): ProgressWriter {
  const waiting = new Map<number, NewProgress>();
  const written = new Set<number>();
  const gone = new Set<number>();
  let lastAt = Number.NEGATIVE_INFINITY;
  let timer: NodeJS.Timeout | undefined;
  let writing: Promise<void> = Promise.resolve();

  const write = async (): Promise<void> => {
    const rows = [...waiting.values()];
    const over = [...gone];
    waiting.clear();
    gone.clear();
    for (const { execution } of rows) written.add(execution);
    if (over.length > 0) await deleteProgress(store, over);
    if (rows.length === 0) return;
    await writeProgress(store, rows);
    onWritten(rows.map(({ execution }) => execution));
  };
  const flush = (): void => {
    timer = undefined;
    lastAt = performance.now();
    // One after the other: what is forgotten must not be written after that.
    writing = writing.then(write).catch(onError);
  };
  const soon = (): void => {
    timer ??= setTimeout(flush, Math.max(0, lastAt + everyMs - performance.now()));
  };
  return {
    report(progress) {
      const { done, total } = progress;
      if (!Number.isFinite(done)) return;
      waiting.set(progress.execution, { ...progress, total: Number.isFinite(total) ? total : undefined });
      soon();
    },
    forget(execution) {
      waiting.delete(execution);
      if (!written.delete(execution)) return;
      gone.add(execution);
      soon();
    },
    async flushed() {
      if (timer !== undefined) {
        clearTimeout(timer);
        flush();
      }
      await writing;
    },
  };
}
