import { spawn, type ChildProcessWithoutNullStreams } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough, Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { readCliConfig, runCommandLine } from "../src/index.ts";
import { createTestDatabase, type TestDatabase } from "@belfry/testkit";

const program = fileURLToPath(new URL("../../bin/belfry", import.meta.url));

export interface Ended {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

export interface TestInstallation extends AsyncDisposable {
  readonly dataDir: string;
  readonly database: TestDatabase;
  /** Runs a command line with this installation's data folder, in a process of its own. */
  spawn(args: readonly string[]): Promise<Ended>;
  /** The same without waiting for its end. */
  begin(args: readonly string[]): { readonly child: ChildProcessWithoutNullStreams; readonly ended: Promise<Ended> };
  /** The same inside the test: most of what a process takes is its start. */
  belfry(
    args: readonly string[],
    options?: { readonly stdin?: string; readonly env?: Record<string, string>; readonly columns?: number },
  ): Promise<Ended>;
  /** The same with --json; the result is parsed. */
  json(args: readonly string[], options?: { readonly stdin?: string }): Promise<Record<string, any>>; // oxlint-disable-line typescript/no-explicit-any -- what a command prints is what these tests find out
}

/** A data folder and a database of its own, with nothing running yet. */
export async function createInstallation(): Promise<TestInstallation> {
  const database = await createTestDatabase();
  const dataDir = await mkdtemp(join(tmpdir(), "belfry-cli-"));

  const environment = {
    PATH: process.env["PATH"],
    TZ: "UTC",
    LANG: "C.UTF-8",
    HOME: dataDir,
    DATABASE_URL: database.url,
    BELFRY_PORT: "0",
  };
  const begin: TestInstallation["begin"] = (args) => {
    const child = spawn(process.execPath, [program, "--data-dir", dataDir, ...args], {
      env: environment,
      stdio: "pipe",
    });
    child.stdin.end();
    const exited = once(child, "exit") as Promise<[number]>;
    const ended = Promise.all([text(child.stdout), text(child.stderr), exited]);
    return { child, ended: ended.then(([out, err, [code]]) => ({ code, out, err })) };
  };
  const belfry: TestInstallation["belfry"] = async (args, { stdin = "", env, columns = 80 } = {}) => {
    const stdout = Object.assign(new PassThrough(), { columns });
    const stderr = new PassThrough();
    const host = { config: readCliConfig({ ...environment, ...env }), stdin: Readable.from([stdin]), stdout, stderr };
    const code = await runCommandLine(["--data-dir", dataDir, ...args], host);
    const [out, err] = await Promise.all([text(stdout.end()), text(stderr.end())]);
    return { code, out, err };
  };
  return {
    dataDir,
    database,
    begin,
    spawn: (args) => begin(args).ended,
    belfry,
    async json(args, options) {
      const { code, out, err } = await belfry(["--json", ...args], options);
      try {
        return JSON.parse(out === "" ? err : out) as Record<string, unknown>;
      } catch (cause) {
        throw new Error(`${args.join(" ")} ended with ${code} and printed no JSON:\n${out}${err}`, { cause });
      }
    },
    async [Symbol.asyncDispose]() {
      await belfry(["stop"]);
      await rm(dataDir, { recursive: true, force: true });
      await database[Symbol.asyncDispose]();
    },
  };
}
