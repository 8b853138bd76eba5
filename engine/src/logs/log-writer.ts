/**
 * The log of executions: what actions say, for people. Lines are gathered and written in batches beside the flusher, so
 * that a talkative action slows no checkpoint. They are ordered, but not part of any promise: the last few of a process
 * that is killed may be missing. What happened is in the action runs.
 */
import { isTransientDatabaseError, type Store } from "@belfry/store";
import { isDataError } from "../sql/data-error.ts";
import { createProgressWriter } from "./progress-writer.ts";
import { insertLogs, type NewLogLine } from "../sql/logs/insert-logs.ts";
import type { NewProgress } from "../sql/nodes/write-progress.ts";
import { storableText } from "../values/storable.ts";

export interface LogWriter {
  write(line: NewLogLine): void;
  /** Keeps how far an action is, for all nodes; only its newest word. */
  progress(progress: NewProgress): void;
  /** This node no longer runs the execution. */
  forget(execution: number): void;
  /** Writes what is left, once; for the end. */
  flushed(): Promise<void>;
}

const FLUSH_MS = 50;
const MAX_LINES = 1_000;
/** The most lines that wait for a database that is away; what comes after them is lost. */
const MAX_WAITING = 50_000;
const RETRY_MS = 500;
/** A message of megabytes would make the page of the execution unusable. */
const MAX_MESSAGE = 16_384;

/** @param onProgress called with the executions whose progress can now be seen */
export function createLogWriter(
  store: Store,
  onError: (error: unknown) => void,
  onProgress: (executions: readonly number[]) => void,
): LogWriter {
  const progress = createProgressWriter({ store, onWritten: onProgress, onError });
  let lines: NewLogLine[] = [];
  let writing: Promise<void> | undefined;
  let closing = false;

  const flush = async (): Promise<void> => {
    await new Promise((resolve) => setTimeout(resolve, FLUSH_MS));
    while (lines.length > 0) {
      const batch = lines.slice(0, MAX_LINES);
      lines = lines.slice(MAX_LINES);
      await writeOrBisect(batch);
    }
    writing = undefined;
  };
  const writeOrBisect = async (batch: readonly NewLogLine[]): Promise<void> => {
    try {
      await insertLogs(store, batch);
    } catch (error) {
      onError(error);
      if (isTransientDatabaseError(error) && !closing) {
        // The database is away for a moment; its logs of that time are the ones people will want to read.
        lines = [...batch, ...lines].slice(0, MAX_WAITING);
        await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
      } else if (batch.length > 1 && isDataError(error)) {
        await writeOrBisect(batch.slice(0, batch.length >> 1));
        await writeOrBisect(batch.slice(batch.length >> 1));
      }
    }
  };

  return {
    write(line) {
      if (lines.length >= MAX_WAITING) return;
      lines.push({ ...line, message: storableText(line.message.slice(0, MAX_MESSAGE)) });
      writing ??= flush();
    },
    progress: (entry) => progress.report(entry),
    forget: (execution) => progress.forget(execution),
    flushed: async () => {
      closing = true;
      await progress.flushed();
      while (writing !== undefined) await writing;
    },
  };
}
