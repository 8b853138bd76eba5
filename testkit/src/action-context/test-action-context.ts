import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { AppError, isSecretRef, type OutgoingMessage } from "@belfry/model";
import type {
  ActionContext,
  ActionDefinition,
  ActionLog,
  Notice,
  Notified,
  Grids,
  IncentiveLedger,
  Records,
  Row,
} from "@belfry/plugin-kit";
import { createGuardedAddress, createGuardedFetch, createGuardedPath, createScriptRunner } from "@belfry/access";
import { createFileStore } from "@belfry/engine";
import { createRowExpressions } from "./row-expressions.ts";

export interface TestActionContextOptions {
  /** The secrets of the vault, by name. @default {} */
  readonly secrets?: Readonly<Record<string, string>>;
  /** The names of the rule that expressions and templates see: `each`, `item`, `vars`. @default {} */
  readonly names?: Readonly<Record<string, unknown>>;
  /** Addresses beside loopback that may be called. @default [] */
  readonly allowHosts?: readonly string[];
  /** Folders of this machine whose files may be touched. @default [] */
  readonly folders?: readonly string[];
  /** @default 1 */
  readonly attempt?: number;
  /** Two contexts with the same id are two actions of one execution. @default a new one */
  readonly executionId?: number;
  /** @default 2026-02-16T06:00:00+08:00 */
  readonly now?: Date;
  /** Whether scripts are allowed. @default true */
  readonly scripts?: boolean;
  /** The tables of records, for example those of a test database: `createRecords`. @default there is none */
  readonly records?: Records;
  /** The grids, for example those of a test database: `createGrids`. @default there is none */
  readonly grids?: Grids;
  /** The ledger of rewards, for example that of a test database. @default there is no campaign */
  readonly incentives?: IncentiveLedger;
  /** What the ledger answers. @default everything settled, nobody to deliver to */
  readonly notified?: Notified;
}

/** A line an action wrote to the log. */
export interface LogLine {
  readonly level: keyof ActionLog;
  readonly message: string;
  readonly fields: Readonly<Record<string, unknown>>;
}

/** What an action may use, without an engine or a database, and what it did with it. */
export interface TestActionContext extends AsyncDisposable {
  readonly ctx: ActionContext;
  readonly logs: readonly LogLine[];
  readonly messages: readonly OutgoingMessage[];
  /** What people were told inside of Belfry. */
  readonly notices: readonly Notice[];
  readonly progress: readonly (readonly [done: number, total: number | undefined])[];
  /** Runs an action as the engine does: parses the input, then lets it work. Inputs are written as in a rule. */
  run(action: ActionDefinition, input: Readonly<Record<string, unknown>>): Promise<unknown>;
  /** All rows of a dataset, or of whatever else holds some. */
  rowsOf(rows: Parameters<ActionContext["datasets"]["read"]>[0]): Promise<Row[]>;
  /** Cancels the execution. */
  cancel(): void;
}

const noTable = () => Promise.reject(new AppError("RECORD_TABLE_NOT_FOUND"));
const noRecords: Records = {
  get: noTable,
  read: () => ({ [Symbol.asyncIterator]: () => ({ next: noTable }) }),
  upsert: noTable,
  delete: noTable,
};

const noGrid = () => Promise.reject(new AppError("GRID_NOT_FOUND"));
const noGrids: Grids = {
  generate: noGrid,
  saveMembers: noGrid,
  tasks: noGrid,
  mirrored: () => ({ [Symbol.asyncIterator]: () => ({ next: noGrid }) }),
  settle: noGrid,
};

const noCampaign = () => Promise.reject(new AppError("CAMPAIGN_NOT_FOUND"));
const noIncentives: IncentiveLedger = { run: noCampaign, tellings: noCampaign, told: noCampaign };

let lastExecutionId = 0;

/**
 * Makes a context for the test of an action: real requests that may reach this machine, real files in a folder that is
 * removed with the context, real expressions and templates; secrets from a map, and messages and log lines kept to be
 * looked at.
 *
 * @example
 * ```ts
 * await using test = await createTestActionContext({ secrets: { gatePassword: "s3cret" } });
 * await using server = await startLoopbackServer((request, response) => response.end("Good morning"));
 * const answer = await test.ctx.fetch(server.url);
 * ```
 */
export async function createTestActionContext(options: TestActionContextOptions = {}): Promise<TestActionContext> {
  const folder = await mkdtemp(join(tmpdir(), "belfry-action-"));
  const files = createFileStore({ folder });
  const cancelling = new AbortController();
  const outbound = { allow: { hosts: ["127.0.0.0/8", "::1", ...(options.allowHosts ?? [])] } };
  const fetch = createGuardedFetch(outbound);
  const scripts = createScriptRunner({ isAllowed: async () => options.scripts !== false, installation: "test" });
  const logs: LogLine[] = [];
  const messages: OutgoingMessage[] = [];
  const notices: Notice[] = [];
  const progress: [number, number | undefined][] = [];
  let scratchPath: Promise<string> | undefined;
  // One folder for the attempt, as the engine gives it; it goes with everything else.
  const scratch = () => (scratchPath ??= files.scratch("test").then(({ path }) => path));
  const write =
    (level: keyof ActionLog) =>
    (message: string, fields: Readonly<Record<string, unknown>> = {}): void => {
      logs.push({ level, message, fields });
    };
  const executionId = options.executionId ?? (lastExecutionId += 1);
  const attempt = options.attempt ?? 1;

  const ctx: ActionContext = {
    signal: cancelling.signal,
    idempotencyKey: `test/${executionId}/action/0`,
    execution: { id: executionId, rule: "test-rule", depth: 0 },
    attempt,
    now: options.now ?? new Date("2026-02-15T22:00:00Z"),
    timeZone: "Asia/Shanghai",
    log: { info: write("info"), warn: write("warn"), error: write("error") },
    fetch,
    addressOf: createGuardedAddress(outbound),
    pathOf: createGuardedPath({ folders: options.folders ?? [] }),
    runScript: scripts.run,
    datasets: files.datasets(scratch),
    artifacts: files.artifacts(scratch),
    rows: createRowExpressions(options.names ?? {}),
    records: options.records ?? noRecords,
    grids: options.grids ?? noGrids,
    incentives: options.incentives ?? noIncentives,
    async secret(value) {
      if (!isSecretRef(value)) return value;
      const secret = options.secrets?.[value.$secret];
      if (secret === undefined) throw new AppError("SECRET_NOT_FOUND", { name: value.$secret });
      return secret;
    },
    scratch,
    progress: (done, total) => void progress.push([done, total]),
    async tellPeople(notice) {
      notices.push(notice);
      return { recipients: (notice.users ?? []).length + (notice.roles ?? []).length, unknown: [] };
    },
    async notify(message) {
      messages.push(message);
      return options.notified ?? { messageId: messages.length, status: "settled", deliveries: [] };
    },
  };

  return {
    ctx,
    logs,
    messages,
    notices,
    progress,
    run: async (action, input) => action.run(ctx, action.input.parse(input)),
    async rowsOf(rows) {
      const all: Row[] = [];
      for await (const row of ctx.datasets.read(rows)) all.push(row);
      return all;
    },
    cancel: () => cancelling.abort(),
    async [Symbol.asyncDispose]() {
      cancelling.abort();
      await fetch[Symbol.asyncDispose]();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
