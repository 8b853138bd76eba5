import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";

export interface Gate extends AsyncDisposable {
  readonly url: string;
  readonly username: string;
  readonly password: string;
}

const PROGRAM = new URL("../../testkit/src/school-gate/main.ts", import.meta.url).pathname;

/** Starts the simulated school gate system as a process of its own: production code must not know the test kit. */
export async function startGate(): Promise<Gate> {
  const child = spawn(process.execPath, [PROGRAM], { stdio: ["ignore", "pipe", "inherit"] });
  const exited = once(child, "exit");
  const lines = createInterface({ input: child.stdout });
  const first = await Promise.race([once(lines, "line"), exited.then(() => undefined)]);
  if (first === undefined)
    throw new Error("The simulated school gate system did not start; its own lines above say why.");
  const described = JSON.parse(String(first[0])) as { url: string; username: string; password: string };
  return {
    ...described,
    async [Symbol.asyncDispose]() {
      child.kill("SIGTERM");
      await exited;
    },
  };
}
