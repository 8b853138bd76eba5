import { spawn, type ChildProcess } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { onTestFinished } from "vitest";
import type { ChildOptions } from "./engine-child.ts";

export interface EngineChild extends AsyncDisposable {
  readonly process: ChildProcess;
  /** What it has said so far, line by line. */
  readonly said: string[];
  /** Resolves when it takes part; rejects when it ends before. */
  readonly ready: Promise<void>;
  /** Resolves with the signal that ended it. */
  readonly ended: Promise<NodeJS.Signals | null>;
}

/** Those of tests that run at the same time have to say whose end is meant: of any other it is the one that runs. */
type Finished = typeof onTestFinished;

/** A folder for the notes and files of one test, removed after it. */
export function testFolder(finished: Finished = onTestFinished): string {
  const folder = mkdtempSync(join(tmpdir(), "belfry-crash-"));
  finished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Starts an engine in a process of its own; it is killed at the end of its scope, and after the test at the latest. */
export function startChild(options: ChildOptions, finished: Finished = onTestFinished): EngineChild {
  const script = join(import.meta.dirname, "engine-child.ts");
  const child = spawn(process.execPath, [script, JSON.stringify(options)], {
    stdio: ["ignore", "pipe", "inherit"],
    // Reading all modules takes a second or two, again and again; from the cache it takes a third of that.
    env: { ...process.env, NODE_COMPILE_CACHE: join(tmpdir(), "belfry-compile-cache") },
  });
  const ended = new Promise<NodeJS.Signals | null>((resolve) => child.once("exit", (_code, signal) => resolve(signal)));
  const kill = async () => {
    child.kill("SIGKILL");
    await ended;
  };
  finished(kill);
  const said: string[] = [];
  const ready = new Promise<void>((resolve, reject) => {
    createInterface(child.stdout).on("line", (line) => {
      said.push(line);
      if (line.startsWith("ready")) resolve();
    });
    child.once("exit", () => reject(new Error(`The child ended before it was ready: ${said.join(", ")}`)));
  });
  // A test that kills it at once does not wait for it.
  ready.catch(() => undefined);
  return { process: child, said, ready, ended, [Symbol.asyncDispose]: kill };
}
