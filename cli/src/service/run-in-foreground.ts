import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, writeFile } from "node:fs/promises";
import { constants } from "node:os";
import type { Context } from "../context.ts";
import { forgetService, serverArguments } from "./service-process.ts";
import { serverEnvironment, urlIn, type StartOptions } from "./start-service.ts";

/** Runs the server as a child that writes to this terminal, until it ends. Returns its exit code. */
export async function runInForeground(context: Context, options: StartOptions): Promise<number> {
  const { files } = context;
  await mkdir(files.dataDir, { recursive: true, mode: 0o700 });
  const child = spawn(process.execPath, serverArguments, {
    stdio: ["ignore", "pipe", "inherit"],
    env: serverEnvironment(context, options),
  });
  // A terminal sends Ctrl-C to both of us; the child decides when it is done. Other signals come to us alone.
  process.on("SIGINT", () => undefined);
  for (const signal of ["SIGTERM", "SIGHUP"] as const) process.on(signal, () => child.kill(signal));
  child.stdout.on("data", (chunk: Buffer) => {
    context.write(chunk.toString("utf8"));
    const url = urlIn(chunk.toString("utf8"));
    // So that the other commands find it, as they find the one in the background.
    if (url !== undefined) void writeFile(files.url, `${url}\n`, { mode: 0o600 });
  });
  await writeFile(files.pid, `${child.pid}\n`, { mode: 0o600 });
  const [code, signal] = (await once(child, "exit")) as [number | null, NodeJS.Signals | null];
  await forgetService(files);
  return code ?? 128 + (signal === null ? 0 : constants.signals[signal]);
}
