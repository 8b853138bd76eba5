import { setTimeout as wait } from "node:timers/promises";
import type { Context } from "../context.ts";
import { CliError } from "../errors/cli-error.ts";
import { forgetService, isService, runningPid } from "./service-process.ts";

// Running actions get ten seconds to end, the database some to write what is in its memory.
const STOP_TIMEOUT_MS = 60_000;
const LOOK_EVERY_MS = 50;
const SAY_EVERY_MS = 5_000;

/** Asks the service to end and waits until it has. Returns its process id; nothing when none was running. */
export async function stopService(context: Context): Promise<number | undefined> {
  const { files } = context;
  const pid = await runningPid(files);
  if (pid === undefined) {
    await forgetService(files);
    return undefined;
  }
  process.kill(pid, "SIGTERM");
  const started = performance.now();
  let said = started;
  while (await isService(pid)) {
    const now = performance.now();
    if (now - started > STOP_TIMEOUT_MS) {
      throw new CliError("STOP_FAILED", `Belfry (process ${pid}) has not ended after ${STOP_TIMEOUT_MS / 1_000} s.`, {
        remedy: `Look into ${files.log}. \`kill -9 ${pid}\` ends it at once; no finished work is lost by that.`,
      });
    }
    if (now - said > SAY_EVERY_MS) {
      said = now;
      context.progress(`still stopping after ${Math.round((now - started) / 1_000)} s …`);
    }
    await wait(LOOK_EVERY_MS);
  }
  await forgetService(files);
  return pid;
}
