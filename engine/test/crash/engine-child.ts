/**
 * An engine in a process of its own, for tests that kill it. It says `ready` when it takes part. Every action notes its
 * idempotency key in a file before and after its work, so that what was done is known whatever becomes of the process.
 */
import { flushCompileCache } from "node:module";
import { createEngine, createFileStore, defaultAlertSettings, faultPoints, type FaultPoint } from "@belfry/engine";
import { AppError, isAppError } from "@belfry/model";
import type { IncomingEvent } from "@belfry/plugin-kit";
import { openStore } from "@belfry/store";
import { builtinTriggers } from "@belfry/triggers";
import { fileFeed } from "../feeds/file-feed.ts";
import { dyingActions } from "./dying-actions.ts";
import { laterPlugin } from "./later-plugin.ts";
import { notingActions } from "./noting-actions.ts";

export interface ChildOptions {
  readonly url: string;
  /** The file that takes the notes. */
  readonly notes: string;
  readonly folder: string;
  /** Where the process kills itself, and at the how-manieth passage. */
  readonly crashAt?: { readonly point: FaultPoint; readonly passage: number };
  /** Where it stops the PostgreSQL of this process id at once, as a power cut does, and at the how-manieth passage once it takes part. */
  readonly stopDatabaseAt?: { readonly point: FaultPoint; readonly passage: number; readonly pid: number };
  /** Where the process freezes itself until it gets the signal CONT. */
  readonly freezeAt?: FaultPoint;
  readonly silentMs?: number;
  /** @default as always */
  readonly maxLives?: number;
  /** @default scheduler and worker */
  readonly roles?: readonly ("api" | "scheduler" | "worker")[];
  readonly version?: string;
  /** Whether it has the actions `late.work` and triggers of a later version. @default false */
  readonly later?: boolean;
  /** Whether it looks for what is wrong. @default false */
  readonly watches?: boolean;
  /** Accepted when it takes part, and sent again until that is confirmed. */
  readonly accept?: readonly IncomingEvent[];
  /** How many of them are one batch. @default all */
  readonly acceptAtOnce?: number;
  /** When they are accepted: at once, or with the signal HUP. @default at once */
  readonly acceptOn?: "start" | "hup";
}

const options = JSON.parse(process.argv[2] ?? "{}") as ChildOptions;
// A process that is killed writes no cache at its end.
flushCompileCache();
const refuse = () => Promise.reject(new AppError("OUTBOUND_BLOCKED"));
let passages = 0;
let isReady = false;
let stopsIn = options.stopDatabaseAt?.passage ?? 0;
let frozen = false;
/** Stands still in the midst of a statement: no other work of this process comes in between. */
function freeze(): void {
  frozen = true;
  process.kill(process.pid, "SIGSTOP");
  // The signal reaches the process a moment later.
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 200);
}
const engine = await createEngine(
  {
    store: openStore({ url: options.url }),
    plugins: [
      builtinTriggers,
      notingActions(options.notes),
      dyingActions(options.notes),
      fileFeed,
      ...(options.later === true ? [laterPlugin(options.notes)] : []),
    ],
    services: {
      fetch: refuse,
      addressOf: refuse,
      pathOf: refuse,
      runScript: refuse,
      secret: refuse,
      notify: refuse,
      tellPeople: refuse,
      files: createFileStore({ folder: options.folder }),
      timeZone: "UTC",
    },
    hooks: options.watches === true ? { alertSettings: async () => defaultAlertSettings } : {},
    faults: {
      at(point) {
        if (point === options.freezeAt && !frozen) freeze();
        // What the process asks next meets a server that is ending: whether that is still done, nobody knows before.
        if (isReady && point === options.stopDatabaseAt?.point && (stopsIn -= 1) === 0)
          process.kill(options.stopDatabaseAt.pid, "SIGQUIT");
        if (!faultPoints.includes(point) || point !== options.crashAt?.point) return;
        passages += 1;
        if (passages === options.crashAt.passage) process.kill(process.pid, "SIGKILL");
      },
    },
  },
  {
    silentMs: options.silentMs ?? 12_000,
    hangMs: 600_000,
    roles: options.roles ?? ["scheduler", "worker"],
    version: options.version ?? "0",
    ...(options.maxLives !== undefined && { maxLives: options.maxLives }),
  },
);
engine.events.on("engine.error", ({ where, error }) => process.stderr.write(`${where}: ${String(error)}\n`));
engine.events.on("node.started", ({ node }) => {
  isReady = true;
  process.stdout.write(`ready ${node}\n`);
});
engine.events.on("execution.lease-lost", ({ executionId }) => process.stdout.write(`lease-lost ${executionId}\n`));
engine.events.on("node.lost", ({ node }) => process.stdout.write(`lost ${node}\n`));
const accept = async () => {
  const events = options.accept ?? [];
  const atOnce = options.acceptAtOnce ?? events.length;
  for (let at = 0; at < events.length; at += atOnce) await send(events.slice(at, at + atOnce));
};
async function send(events: readonly IncomingEvent[]): Promise<void> {
  for (;;) {
    try {
      await engine.acceptEvents(events, { broughtBy: "child" });
      return;
    } catch (error) {
      if (!isAppError(error, "DATABASE_UNREACHABLE")) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}
// Without a listener the signal would end the process.
process.once("SIGHUP", () => void accept());
// As `belfry stop` ends it: it hands over what it holds.
process.once("SIGTERM", () => {
  void engine.stop().then(() => process.exit(0));
});
await engine.start();
if (options.acceptOn !== "hup") await accept();
