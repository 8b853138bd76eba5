import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ExecutionDetail, ExecutionSummary } from "@belfry/engine";
import { isEnded } from "@belfry/model";
import { createServerLog, readServerConfig, startServer, type Server } from "@belfry/server";
import {
  createTestDatabase,
  startSchoolGate,
  type ProviderSandbox,
  type SchoolGate,
  type TestDatabase,
} from "@belfry/testkit";
import exceljs from "exceljs";
import { apiOf, type CallApi } from "./call-api.ts";
import { exampleRule, installExample, type ExampleRule, type MailServer } from "./install-example.ts";
import { until } from "./until.ts";

/** An account of the example: who gets which list. */
export interface RecipientGroup {
  readonly username: string;
  readonly buildings: readonly string[];
  readonly recipients: readonly string[];
  readonly subjectPrefix: string;
  readonly startTime?: string;
  readonly endTime?: string;
  readonly enabled?: boolean;
}

export interface CaughtMail {
  readonly id: number;
  readonly subject: string;
  readonly text?: string;
  readonly to: readonly string[];
  readonly attachments: readonly { readonly index: number; readonly fileName: string }[];
}

export interface DormitoryOptions {
  /** The mail server that the account points at. @default Belfry's own mail sandbox */
  readonly mail?: MailServer;
  /** Providers that Belfry shows as its sandbox. @default none */
  readonly providers?: ProviderSandbox;
}

/** The whole of Belfry with the shipped example, a simulated school and a clock that the test moves. */
export interface Dormitory extends AsyncDisposable {
  readonly server: Server;
  readonly database: TestDatabase;
  readonly gate: SchoolGate;
  readonly api: CallApi;
  /** Stops Belfry; the school and the database go on. */
  stop(): Promise<void>;
  /** Starts Belfry again on the same database and data folder. */
  start(): Promise<void>;
  setVariables(values: Readonly<Record<string, unknown>>): Promise<void>;
  setGroups(groups: readonly RecipientGroup[]): Promise<void>;
  /** Saves a variant of the shipped rule. */
  changeRule(change: (rule: ExampleRule) => void): Promise<void>;
  /** Runs the rule by hand and returns the parent when it has ended. */
  run(inputs?: Readonly<Record<string, unknown>>): Promise<ExecutionDetail>;
  /** Starts the rule by hand and does not wait; returns the id of the parent. */
  trigger(inputs?: Readonly<Record<string, unknown>>): Promise<number>;
  ended(id: number): Promise<ExecutionDetail>;
  children(parent: number): Promise<ExecutionDetail[]>;
  /** The workbook that an execution wrote. */
  workbook(execution: ExecutionDetail): Promise<exceljs.Worksheet>;
  /** What the sandbox caught, oldest first. */
  mails(): Promise<CaughtMail[]>;
}

export async function startDormitory(options: DormitoryOptions = {}): Promise<Dormitory> {
  await using stack = new AsyncDisposableStack();
  const database = stack.use(await createTestDatabase());
  const gate = stack.use(await startSchoolGate());
  const dataDir = await mkdtemp(join(tmpdir(), "belfry-e2e-"));
  stack.defer(() => rm(dataDir, { recursive: true, force: true }));
  const config = {
    ...readServerConfig({}),
    databaseUrl: database.url,
    dataDir,
    port: 0,
    mailSandboxPort: 0,
    outboundAllow: [new URL(gate.url).host],
    logLevel: "error",
  } as const;
  const start = async () => {
    const server = await startServer(config, {
      log: createServerLog("error"),
      ...(options.providers !== undefined && { providerSandbox: options.providers }),
      onFatal: (error) => process.emitWarning(error),
    });
    return { server, api: await apiOf(server) };
  };
  let running = await start();
  stack.defer(() => running.server.stop());
  const api: CallApi = (...request) => running.api(...request);
  await installExample(api, { gate, mail: options.mail ?? { port: running.server.mailSandboxPort ?? 0 } });

  const ended = (id: number): Promise<ExecutionDetail> =>
    until(`execution ${id} ends`, async () => {
      const execution = await running.server.engine.getExecution(id);
      // A retry is due later by the test's clock; the test moves it there when it wants to.
      return isEnded(execution.state) || execution.state === "retrying" ? execution : undefined;
    });
  const setVariables = (values: Readonly<Record<string, unknown>>) => api<void>("PATCH", "/v1/variables", { values });
  const trigger = async (inputs: Readonly<Record<string, unknown>> = {}): Promise<number> => {
    const { executionId } = await api<{ executionId: number }>("POST", "/v1/rules/dorm-late-return/trigger", {
      inputs,
    });
    return executionId;
  };

  const open = stack.move();
  return {
    get server() {
      return running.server;
    },
    database,
    gate,
    api,
    stop: () => running.server.stop(),
    async start() {
      running = await start();
    },
    setVariables,
    setGroups: (groups) => setVariables({ recipientGroups: groups.map((group) => ({ enabled: true, ...group })) }),
    async changeRule(change) {
      const rule = await exampleRule();
      change(rule);
      await api("PUT", `/v1/rules/${rule.rule}`, rule);
    },
    run: async (inputs) => ended(await trigger(inputs)),
    trigger,
    ended,
    async children(parent) {
      const { items } = await api<{ items: ExecutionSummary[] }>("GET", `/v1/executions?parent=${parent}`);
      return Promise.all(items.toReversed().map(({ id }) => ended(id)));
    },
    async workbook(execution) {
      const [artifact] = execution.artifacts;
      if (artifact === undefined)
        throw new Error(`Execution ${execution.id} wrote no workbook: ${JSON.stringify(execution.failure)}`);
      const book = new exceljs.Workbook();
      await book.xlsx.readFile((await running.server.engine.getArtifact(artifact.id)).path);
      const [sheet] = book.worksheets;
      if (sheet === undefined) throw new Error("The workbook has no sheet.");
      return sheet;
    },
    async mails() {
      const { items } = await api<{ items: { id: number }[] }>("GET", "/v1/sandbox/mails");
      return Promise.all(items.toReversed().map(({ id }) => api<CaughtMail>("GET", `/v1/sandbox/mails/${id}`)));
    },
    [Symbol.asyncDispose]: () => open.disposeAsync(),
  };
}
