/**
 * The log of executions: what actions say, for people. Lines are gathered and written in batches beside the flusher, so
 * that a talkative action slows no checkpoint. They are ordered, but not part of any promise: the last few of a process
 * that is killed may be missing. What happened is in the action runs.
 */
import type { Store } from "@belfry/store";
import { insertLogs, type NewLogLine } from "../sql/logs/insert-logs.ts";

export interface Progress {
  readonly execution: number;
  readonly action: string;
  readonly iteration: string;
  readonly done: number;
  readonly total: number | undefined;
}

export interface LogWriter {
  write(line: NewLogLine): void;
  /** Remembers how far an action is; only the newest is kept, in this process. */
  progress(progress: Progress): void;
  progressOf(execution: number): Progress | undefined;
  forget(execution: number): void;
  flushed(): Promise<void>;
}

const FLUSH_MS = 50;
const MAX_LINES = 1_000;
/** A message of megabytes would make the page of the execution unusable. */
const MAX_MESSAGE = 16_384;

export function createLogWriter(store: Store, onError: (error: unknown) => void): LogWriter {
  const progress = new Map<number, Progress>();
  let lines: NewLogLine[] = [];
  let writing: Promise<void> | undefined;

  const flush = async (): Promise<void> => {
    await new Promise((resolve) => setTimeout(resolve, FLUSH_MS));
    while (lines.length > 0) {
      const batch = lines.slice(0, MAX_LINES);
      lines = lines.slice(MAX_LINES);
      await insertLogs(store, batch).catch(onError);
    }
    writing = undefined;
  };

  return {
    write(line) {
      lines.push({ ...line, message: line.message.slice(0, MAX_MESSAGE) });
      writing ??= flush();
    },
    progress: (entry) => void progress.set(entry.execution, entry),
    progressOf: (execution) => progress.get(execution),
    forget: (execution) => void progress.delete(execution),
    flushed: async () => {
      while (writing !== undefined) await writing;
    },
  };
}
