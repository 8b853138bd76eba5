import { isAppError, AppError } from "@belfry/model";
import type { DataFolderLock } from "./data-folder-lock.ts";
import { connectionTo, connectionUrl, type EmbeddedConnection } from "./ensure-database.ts";
import type { ListenAddress } from "./listen-address.ts";
import { cutLog, readLogFrom } from "./server-log.ts";
import { signalServer } from "./server-processes.ts";
import { lastLinesOf } from "./start-failure.ts";
import { startPostmaster, stopPostmaster, type Postmaster, type ServerPlan } from "./start-postmaster.ts";

/** The embedded server while Belfry runs. */
export interface EmbeddedPostgres extends AsyncDisposable {
  /** For `pg`: `host` is the folder of the Unix socket, or 127.0.0.1. Stays the same when the server is restarted. */
  readonly connection: EmbeddedConnection;
  /** The same as a `postgres://` URL. Holds the password: never log it. */
  readonly url: string;
  /** The process id of the server now. Changes when it died and was restarted. */
  readonly pid: number;
  /**
   * Shuts the server down (connections still open are closed by it, everything is on the disk afterwards) and lets go
   * of the data folder. Safe to call twice, and while a restart is under way.
   */
  stop(): Promise<void>;
}

/** A server that dies again this soon after it died has a reason that a restart does not cure. */
const RESTART_WINDOW_MS = 60_000;

const LOG_CHECK_MS = 10 * 60_000;

/** Keeps the server running until `stop`: restarts it once when it dies, and ends it when Node ends without `stop`. */
export class RunningServer implements EmbeddedPostgres {
  readonly connection: EmbeddedConnection;
  readonly url: string;
  readonly #plan: ServerPlan;
  readonly #address: ListenAddress;
  readonly #locks: readonly DataFolderLock[];
  readonly #logTimer: NodeJS.Timeout;
  #postmaster: Postmaster;
  #alive = true;
  #lastDeathAt = Number.NEGATIVE_INFINITY;
  #restarting: Promise<void> | undefined;
  #stopping: Promise<void> | undefined;

  constructor(options: {
    readonly plan: ServerPlan;
    readonly address: ListenAddress;
    readonly password: string;
    readonly postmaster: Postmaster;
    readonly locks: readonly DataFolderLock[];
  }) {
    this.#plan = options.plan;
    this.#address = options.address;
    this.#postmaster = options.postmaster;
    this.#locks = options.locks;
    this.connection = connectionTo(options.address, options.password);
    this.url = connectionUrl(this.connection);
    this.#logTimer = setInterval(() => void this.#cutLog(), LOG_CHECK_MS).unref();
    process.once("exit", this.#endWithProcess);
    this.#watch();
  }

  get pid(): number {
    return this.#postmaster.pid;
  }

  stop(): Promise<void> {
    this.#stopping ??= this.#shutDown();
    return this.#stopping;
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.stop();
  }

  async #shutDown(): Promise<void> {
    clearInterval(this.#logTimer);
    await this.#restarting;
    if (this.#alive) {
      await stopPostmaster(this.#postmaster, this.#plan.cluster);
      this.#alive = false;
      this.#plan.report({ kind: "stopped", pid: this.pid });
    }
    process.off("exit", this.#endWithProcess);
    for (const lock of this.#locks) await lock.release();
  }

  /** Node is ending and nobody called `stop`: there is time for a signal only, and a fast shutdown needs no more. */
  readonly #endWithProcess = (): void => {
    if (this.#alive) signalServer(this.pid, this.#plan.cluster, "SIGINT");
  };

  #watch(): void {
    const { pid } = this.#postmaster;
    void this.#postmaster.ended.then((how) => {
      if (this.#stopping !== undefined) return;
      this.#alive = false;
      this.#restarting = this.#afterDeath(pid, how);
    });
  }

  async #afterDeath(pid: number, how: string): Promise<void> {
    const plan = this.#plan;
    try {
      const logTail = lastLinesOf(await readLogFrom(plan.logFile, 0));
      plan.report({ kind: "died", pid, how, logTail });
      const now = performance.now();
      const diedBefore = now - this.#lastDeathAt < RESTART_WINDOW_MS;
      this.#lastDeathAt = now;
      if (diedBefore) throw this.#diedTwice(logTail);
      this.#postmaster = await startPostmaster(plan, this.#address);
      this.#alive = true;
      this.#watch();
      plan.report({ kind: "restarted", pid: this.pid, tookMs: performance.now() - now });
    } catch (error) {
      plan.report({ kind: "given-up", error: asStartFailure(error) });
    }
  }

  #diedTwice(logTail: string): AppError {
    const reason = `It died twice within ${RESTART_WINDOW_MS / 1_000} seconds. Its log ends with:\n${logTail}`;
    return new AppError("DATABASE_START_FAILED", { logFile: this.#plan.logFile, reason });
  }

  async #cutLog(): Promise<void> {
    try {
      await cutLog(this.#plan.logFile);
    } catch (error) {
      this.#plan.report({ kind: "log-not-cut", error });
    }
  }
}

function asStartFailure(error: unknown): AppError {
  return isAppError(error) ? error : new AppError("DATABASE_START_FAILED", { reason: String(error) }, { cause: error });
}
