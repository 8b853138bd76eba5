import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, statfsSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import { Client } from "pg";
import { onTestFinished } from "vitest";
import type { EmbeddedEvent } from "../src/embedded/embedded-event.ts";
import { startEmbeddedPostgres } from "../src/embedded/embedded-postgres.ts";
import type { EmbeddedConnection } from "../src/embedded/ensure-database.ts";

/** Half of what the embedded server must survive happens to root only; each test asserts the branch it runs in. */
export const isRoot = process.geteuid?.() === 0;

/** The overflow id of the kernel: `nobody` everywhere. */
export const NOBODY = 65_534;

/** An empty folder that every user can enter. In memory where there is enough: each copy of a cluster has 40 MB. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(hasRoom("/dev/shm") ? "/dev/shm" : tmpdir(), "belfry-"));
  chmodSync(folder, 0o755);
  return folder;
}

function hasRoom(folder: string): boolean {
  if (!existsSync(folder)) return false;
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize > 2 ** 30;
}

/** The same, removed after the test. */
export function testFolder(): string {
  const folder = temporaryFolder();
  onTestFinished(() => removeFolder(folder));
  return folder;
}

export function removeFolder(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
}

/** A copy of a data folder with owners and modes. Its server must not run. */
export function copyFolder(from: string, to: string): string {
  const { status, stderr } = spawnSync("cp", ["-a", from, to], { encoding: "utf8" });
  if (status !== 0) throw new Error(stderr);
  return to;
}

/** Makes a data folder with a table `kept` whose server was stopped in good order; tests work on copies of it. */
export async function makeTemplate(folder: string): Promise<string> {
  const dataDir = join(folder, "template");
  await using server = await startEmbeddedPostgres({ dataDir });
  await query(server.connection, "create table kept as select 42 as answer");
  return dataDir;
}

export async function query(connection: EmbeddedConnection | string, text: string): Promise<Record<string, unknown>[]> {
  const client = new Client(connection);
  // Tests kill servers: the query rejects, and this event says the same once more.
  client.on("error", () => undefined);
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(text)).rows;
  } finally {
    await client.end();
  }
}

/** Collects events, and waits for one of a kind. */
export class EventLog {
  readonly events: EmbeddedEvent[] = [];
  readonly push = (event: EmbeddedEvent): void => void this.events.push(event);

  get kinds(): string[] {
    return this.events.map((event) => event.kind);
  }

  find<K extends EmbeddedEvent["kind"]>(kind: K): Extract<EmbeddedEvent, { kind: K }> | undefined {
    return this.events.find((event): event is Extract<EmbeddedEvent, { kind: K }> => event.kind === kind);
  }

  async waitFor<K extends EmbeddedEvent["kind"]>(kind: K): Promise<Extract<EmbeddedEvent, { kind: K }>> {
    for (;;) {
      const event = this.find(kind);
      if (event !== undefined) return event;
      await sleep(10);
    }
  }
}

/** What a Belfry in a process of its own said first: that it is ready, or why not. */
export type Outcome =
  | {
      readonly kind: "ready";
      readonly pid: number;
      readonly connection: EmbeddedConnection;
      readonly events: EmbeddedEvent[];
    }
  | { readonly kind: "failed"; readonly code: string; readonly message: string; readonly events: EmbeddedEvent[] };

export interface OtherBelfry {
  readonly process: ChildProcess;
  readonly pid: number;
  readonly outcome: Promise<Outcome>;
  readonly ended: Promise<void>;
  /** `stop`: in good order. `exit`: `process.exit()` without stopping anything. */
  tell(what: "stop" | "exit"): void;
}

/** Starts another Belfry on a data folder, on wish as another user, or behind a program that takes rights from it. */
export function startOther(
  options: { dataDir: string; uid?: number; binariesFolder?: string },
  behind: readonly string[] = [],
): OtherBelfry {
  const script = join(import.meta.dirname, "embedded-child.ts");
  const [program, ...args] = [...behind, process.execPath, script, JSON.stringify(options)];
  const child = spawn(program, args, { stdio: ["pipe", "pipe", "inherit"] });
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  onTestFinished(async () => {
    child.kill("SIGKILL");
    await ended;
  });
  const outcome = new Promise<Outcome>((resolve, reject) => {
    createInterface(child.stdout).once("line", (line) => resolve(JSON.parse(line) as Outcome));
    child.once("exit", () => setImmediate(() => reject(new Error("The other Belfry ended without a word."))));
  });
  // Tests that kill it do not wait for a word.
  outcome.catch(() => undefined);
  return { process: child, pid: child.pid ?? 0, outcome, ended, tell: (what) => void child.stdin.write(`${what}\n`) };
}

export async function readyOf(other: OtherBelfry): Promise<Extract<Outcome, { kind: "ready" }>> {
  const outcome = await other.outcome;
  if (outcome.kind !== "ready") throw new Error(`${outcome.code}: ${outcome.message}`);
  return outcome;
}

/** Ends the server of a data folder that a test left on purpose. */
export function killServerOf(cluster: string): void {
  const file = join(cluster, "postmaster.pid");
  if (!existsSync(file)) return;
  const pid = Number(readFileSync(file, "utf8").split("\n")[0]);
  if (isAlive(pid) && readFileSync(`/proc/${pid}/comm`, "utf8").trim() === "postgres") process.kill(pid, "SIGKILL");
}

/** Whether a process runs; one that ended and was not collected does not. */
export function isAlive(pid: number): boolean {
  try {
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, "utf8"));
  } catch {
    return false;
  }
}

export async function untilGone(pid: number): Promise<void> {
  while (isAlive(pid)) await sleep(10);
}

export function ownerOf(path: string): number {
  return statSync(path).uid;
}

export function modeOf(path: string): string {
  return (statSync(path).mode & 0o777).toString(8);
}
