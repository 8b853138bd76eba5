import { spawn } from "node:child_process";
import { once } from "node:events";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";

export interface NodeProcess {
  /** The id under which it takes part. */
  readonly node: number;
  /** As a power cut or an out-of-memory killer does it. */
  kill(): Promise<void>;
}

/** Starts a worker in a process of its own and resolves when it takes part. */
export async function startNode(options: {
  readonly url: string;
  readonly folder: string;
  readonly notes: string;
  readonly slowMs: number;
}): Promise<NodeProcess> {
  const script = new URL("node-child.ts", import.meta.url).pathname;
  const args = [script, options.url, options.folder, options.notes, String(options.slowMs)];
  const child = spawn(process.execPath, args, {
    stdio: ["ignore", "pipe", "inherit"],
    env: { ...process.env, NODE_COMPILE_CACHE: join(tmpdir(), "belfry-compile-cache") },
  });
  const ended = once(child, "exit");
  // One that is left behind holds the output of whoever waits for the benchmark, for ever.
  process.once("exit", () => child.kill("SIGKILL"));
  const node = await new Promise<number>((resolve, reject) => {
    createInterface(child.stdout).once("line", (line) => resolve(Number(line)));
    child.once("exit", () => reject(new Error("The worker ended before it took part.")));
  });
  return {
    node,
    async kill() {
      child.kill("SIGKILL");
      await ended;
    },
  };
}
