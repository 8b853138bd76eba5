import type { Worker } from "node:worker_threads";

/** What a thread may hold and still be kept: one that wrote a big workbook gives its memory back by ending. */
const HEAP_AT_MOST = 64 * 1024 * 1024;
/** Long enough for the next account of the same morning. */
const IDLE_MS = 5_000;

interface IdleThread {
  readonly thread: Worker;
  /** Takes it out of the list, with all that watches it there. */
  readonly release: () => void;
}

const threads = new Map<string, IdleThread>();

/** A thread with this name that waits for work, if there is one. It is the caller's from now on. */
export function takeIdleThread(name: string): Worker | undefined {
  const idle = threads.get(name);
  idle?.release();
  idle?.thread.ref();
  return idle?.thread;
}

/**
 * Keeps a thread for a while, at most one of a name: loading its module takes ten times as long as writing a short list.
 * It keeps no process alive. One that is not kept is ended.
 */
export async function keepIdleThread(
  name: string,
  thread: Worker,
  options: { readonly heapBytes: number; readonly idleMs?: number },
): Promise<void> {
  if (threads.has(name) || options.heapBytes > HEAP_AT_MOST) {
    await thread.terminate();
    return;
  }
  // It may also fail while nobody uses it, and an error that nobody hears ends the process.
  const end = () => {
    release();
    void thread.terminate();
  };
  const release = () => {
    clearTimeout(ending);
    thread.off("error", end).off("exit", end);
    threads.delete(name);
  };
  const ending = setTimeout(end, options.idleMs ?? IDLE_MS).unref();
  thread.on("error", end).on("exit", end);
  thread.unref();
  threads.set(name, { thread, release });
}
