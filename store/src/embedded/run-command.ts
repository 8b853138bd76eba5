import { spawn } from "node:child_process";
import type { RunAs } from "./unprivileged-user.ts";

export interface CommandResult {
  /** The exit code; -1 when a signal ended the program. */
  readonly code: number;
  /** Everything it wrote, standard output and errors in one. */
  readonly output: string;
}

/**
 * What our PostgreSQL programs get as environment: nothing of ours (PGDATA, PGPORT or LC_ALL of the caller would change
 * what they do), and English messages, because we read some of them.
 */
const SERVER_ENVIRONMENT = { LC_ALL: "C", TZ: "UTC", PATH: "/usr/local/bin:/usr/bin:/bin" };

/** Options of `spawn` for a program that runs as that user and outside of folders only we may enter. */
export function spawnOptions(runAs: RunAs | undefined) {
  return { cwd: "/", env: SERVER_ENVIRONMENT, ...(runAs === undefined ? {} : { uid: runAs.uid, gid: runAs.gid }) };
}

/** Runs a program to its end. Rejects (with `code` `EACCES`, `ENOENT`, `EPERM`, …) only when it could not be started. */
export function runCommand(program: string, args: readonly string[], runAs: RunAs | undefined): Promise<CommandResult> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { ...spawnOptions(runAs), stdio: ["ignore", "pipe", "pipe"] });
    let output = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => (output += text));
    child.stderr.setEncoding("utf8").on("data", (text: string) => (output += text));
    child.once("error", reject);
    child.once("close", (code) => resolve({ code: code ?? -1, output }));
  });
}
