import { spawn } from "node:child_process";
import { once } from "node:events";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { apiOf, type CallApi } from "./call-api.ts";
import { until } from "./until.ts";

const PROGRAM = fileURLToPath(new URL("../../server/src/main.ts", import.meta.url));

/** Belfry as a process of its own: it can be killed, and everything it says is kept. */
export interface SpawnedServer extends AsyncDisposable {
  readonly api: CallApi;
  readonly url: string;
  readonly pid: number;
  /** All that it wrote to standard output and standard error so far. */
  output(): string;
  /** Ends it without a chance to tidy up. Resolves when it is gone. */
  kill(): Promise<void>;
  /** Asks it to stop, and resolves with its exit code. */
  stop(): Promise<number | null>;
}

/** Starts the program of the server with these settings and nothing else in its environment. */
export async function spawnServer(
  settings: Readonly<Record<string, string>> & { readonly BELFRY_DATA_DIR: string },
): Promise<SpawnedServer> {
  const child = spawn(process.execPath, [PROGRAM], {
    env: { TZ: "UTC", BELFRY_PORT: "0", NODE_COMPILE_CACHE: join(tmpdir(), "belfry-test-compile-cache"), ...settings },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const exited = once(child, "exit");
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => {
      output += text;
    });
  }
  const end = async (signal: "SIGKILL" | "SIGTERM"): Promise<number | null> => {
    child.kill(signal);
    await exited;
    return child.exitCode;
  };
  const listening = until("the server listens", () => {
    if (child.exitCode !== null) throw new Error(`The server ended with ${child.exitCode}.`);
    return /listens on (\S+)/.exec(output)?.[1];
  });
  const url = await listening.catch(async (cause: unknown) => {
    await end("SIGKILL");
    throw new Error(`The server did not start:\n${output}`, { cause });
  });
  return {
    api: await apiOf({ url, tokenFile: join(settings.BELFRY_DATA_DIR, "cli-token") }),
    url,
    pid: child.pid ?? 0,
    output: () => output,
    kill: async () => void (await end("SIGKILL")),
    stop: () => end("SIGTERM"),
    async [Symbol.asyncDispose]() {
      // One that does not stop must not keep the test run waiting.
      const impatient = setTimeout(() => child.kill("SIGKILL"), 5_000);
      await end("SIGTERM");
      clearTimeout(impatient);
    },
  };
}
