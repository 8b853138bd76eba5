import { spawn } from "node:child_process";
import { once } from "node:events";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A scheduler in a process of its own. */
export interface Scheduler {
  /** Resolves when it takes part. */
  readonly ready: Promise<void>;
  /** As a power cut or an out-of-memory killer does it. */
  kill(): Promise<void>;
}

export function startScheduler(options: {
  readonly url: string;
  readonly notes: string;
  readonly folder: string;
}): Scheduler {
  const script = new URL("./scheduler-child.ts", import.meta.url).pathname;
  const child = spawn(process.execPath, [script, options.url, options.notes, options.folder], {
    stdio: ["ignore", "pipe", "inherit"],
    env: { ...process.env, NODE_COMPILE_CACHE: join(tmpdir(), "belfry-compile-cache") },
  });
  const ended = once(child, "exit");
  const ready = Promise.race([
    once(child.stdout, "data").then(() => undefined),
    ended.then(() => Promise.reject(new Error("The scheduler ended before it was ready."))),
  ]);
  // Whoever kills it at once does not wait for it.
  ready.catch(() => undefined);
  return {
    ready,
    async kill() {
      child.kill("SIGKILL");
      await ended;
    },
  };
}
