import { spawn } from "node:child_process";
import { constants } from "node:os";
import { say } from "./step.mjs";

/**
 * Runs a program to its end and keeps what it printed.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, show?: boolean }} [options] `show` passes the output on instead of keeping it
 * @returns {Promise<{ code: number, output: string }>} code 127 when the program does not exist
 */
export async function runProgram(command, args, options = {}) {
  const stream = options.show === true ? "inherit" : "pipe";
  const child = spawn(command, args, {
    cwd: options.cwd,
    env: options.env ?? process.env,
    stdio: ["ignore", stream, stream],
  });
  let output = "";
  for (const pipe of [child.stdout, child.stderr]) pipe?.setEncoding("utf8").on("data", (text) => (output += text));
  return new Promise((resolve) => {
    child.once("error", (error) => resolve({ code: 127, output: error.message }));
    child.once("close", (code) => resolve({ code: code ?? 1, output }));
  });
}

/** A terminal and npm both deliver one Ctrl-C; what comes sooner than this is the same wish. */
const sameWishMs = 2_000;

/**
 * Runs a program as the one the person sees: its output is ours, and a wish to stop is passed on to it once.
 *
 * The program gets a process group of its own, so that Ctrl-C reaches it through us and not twice or three times
 * (terminal, npm, here): programs take a second signal for impatience. When we are killed, its IPC channel closes and
 * its `disconnect` event tells it to stop. A third wish ends it at once.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv }} [options]
 * @returns {Promise<number>} its exit code; 128 + the signal's number when a signal ended it
 */
export async function runInFront(command, args, options = {}) {
  const child = spawn(command, args, {
    cwd: options.cwd,
    env: options.env ?? process.env,
    stdio: ["ignore", "inherit", "inherit", "ipc"],
    detached: true,
  });

  let wishes = 0;
  let lastWishAt = -sameWishMs;
  /** @param {NodeJS.Signals} signal */
  const passOn = (signal) => {
    const now = performance.now();
    if (now - lastWishAt < sameWishMs) return;
    lastWishAt = now;
    wishes += 1;
    if (wishes === 1) say("Stopping …");
    if (wishes === 2) say("Still stopping; once more ends it at once.");
    child.kill(wishes < 3 ? signal : "SIGKILL");
  };
  const signals = /** @type {const} */ (["SIGINT", "SIGTERM", "SIGHUP"]);
  for (const signal of signals) process.on(signal, passOn);

  try {
    return await new Promise((resolve, reject) => {
      child.once("error", reject);
      child.once("exit", (code, signal) => resolve(code ?? 128 + (signal === null ? 0 : constants.signals[signal])));
    });
  } finally {
    for (const signal of signals) process.off(signal, passOn);
  }
}
