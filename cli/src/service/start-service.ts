import { spawn, type ChildProcess } from "node:child_process";
import { mkdir, open, readFile, rm, writeFile } from "node:fs/promises";
import { getCompileCacheDir } from "node:module";
import { setTimeout as wait } from "node:timers/promises";
import { createClient, isBelfryProblem } from "@belfry/client";
import type { Context } from "../context.ts";
import { CliError } from "../errors/cli-error.ts";
import { forgetService, serverArguments } from "./service-process.ts";

export interface StartOptions {
  readonly host?: string;
  readonly port?: string;
}

export interface StartedService {
  readonly pid: number;
  readonly url: string;
  /** Only at the very first start. */
  readonly firstLogin: { readonly name: string; readonly password: string } | undefined;
}

// The first start copies and initialises a database, which takes a slow disk a while.
const START_TIMEOUT_MS = 120_000;
const LOOK_EVERY_MS = 100;
const SAY_EVERY_MS = 5_000;

/** Starts the server in the background and waits until it answers. */
export async function startService(context: Context, options: StartOptions): Promise<StartedService> {
  const { files } = context;
  await mkdir(files.dataDir, { recursive: true, mode: 0o700 });
  const logStart = await sizeOf(files.log);
  const [log, output] = await Promise.all([open(files.log, "a", 0o600), open(files.startOutput, "w", 0o600)]);
  const child = spawn(process.execPath, serverArguments, {
    detached: true,
    // The first password is printed on standard output: it goes to a file that is removed, not to the log that stays.
    stdio: ["ignore", output.fd, log.fd],
    env: serverEnvironment(context, options),
  });
  child.once("error", () => undefined); // `pid` stays empty then, which is told below.
  child.unref();
  await Promise.all([log.close(), output.close()]);
  if (child.pid === undefined) throw startFailed(context, "The server could not be run.", "");
  await writeFile(files.pid, `${child.pid}\n`, { mode: 0o600 });
  try {
    const url = await untilReady(context, child, logStart);
    await writeFile(files.url, `${url}\n`, { mode: 0o600 });
    return { pid: child.pid, url, firstLogin: firstLoginIn(await readFile(files.startOutput, "utf8")) };
  } finally {
    await rm(files.startOutput, { force: true });
  }
}

/** What the server is told; everything else of the environment reaches it as it is. */
export function serverEnvironment({ config, files }: Context, { host, port }: StartOptions): NodeJS.ProcessEnv {
  const compiled = getCompileCacheDir();
  return {
    ...config.environment,
    // The server shares the compiled code of the command line: it starts in half the time.
    ...(compiled !== undefined && { NODE_COMPILE_CACHE: compiled }),
    BELFRY_DATA_DIR: files.dataDir,
    ...(host !== undefined && { BELFRY_HOST: host }),
    ...(port !== undefined && { BELFRY_PORT: port }),
  };
}

/** The address in what the server says, once it has said it. */
export function urlIn(output: string): string | undefined {
  return /^Belfry listens on (\S+)$/m.exec(output)?.[1];
}

function firstLoginIn(output: string): StartedService["firstLogin"] {
  const match = /^First login: (?<name>\S+) \/ (?<password>\S+)/m.exec(output);
  if (match?.groups === undefined) return undefined;
  return { name: match.groups["name"] ?? "", password: match.groups["password"] ?? "" };
}

async function untilReady(context: Context, child: ChildProcess, logStart: number): Promise<string> {
  const { files } = context;
  const started = performance.now();
  let said = started;
  for (;;) {
    const now = performance.now();
    if (child.exitCode !== null || child.signalCode !== null) {
      await forgetService(files);
      const how = child.signalCode === null ? `with code ${child.exitCode}` : `by ${child.signalCode}`;
      throw startFailed(context, `Belfry did not start: it ended ${how}.`, await textSince(files.log, logStart));
    }
    const url = urlIn(await readFile(files.startOutput, "utf8"));
    if (url !== undefined && (await isReady(url))) return url;
    if (now - started > START_TIMEOUT_MS) {
      child.kill("SIGTERM");
      await forgetService(files);
      throw startFailed(
        context,
        `Belfry was not ready after ${START_TIMEOUT_MS / 1_000} s.`,
        await textSince(files.log, logStart),
      );
    }
    if (now - said > SAY_EVERY_MS) {
      said = now;
      context.progress(`still starting after ${Math.round((now - started) / 1_000)} s …`);
    }
    await wait(LOOK_EVERY_MS);
  }
}

async function isReady(url: string): Promise<boolean> {
  try {
    await createClient({ baseUrl: url, timeoutMs: 2_000 }).health.ready();
    return true;
  } catch (error) {
    if (isBelfryProblem(error)) return false;
    throw error;
  }
}

function startFailed({ files }: Context, message: string, log: string): CliError {
  // What the server says of itself is a sentence with its remedy; its log lines are JSON and for the file.
  const lines = log.split("\n").filter((line) => line.trim() !== "");
  const said = lines.filter((line) => !line.startsWith("{")).slice(-8);
  const shown = said.length > 0 ? said : lines.slice(-3);
  return new CliError("START_FAILED", [message, ...shown].join("\n  "), { remedy: `The whole log is ${files.log}.` });
}

async function sizeOf(path: string): Promise<number> {
  return (await readLog(path)).length;
}

async function textSince(path: string, start: number): Promise<string> {
  return (await readLog(path)).subarray(start).toString("utf8");
}

async function readLog(path: string): Promise<Buffer> {
  try {
    return await readFile(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return Buffer.alloc(0);
    throw error;
  }
}
