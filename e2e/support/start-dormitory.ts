import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ExecutionDetail, ExecutionSummary } from "@belfry/engine";
import { isEnded } from "@belfry/model";
import { createServerLog, readServerConfig, startServer, type Server } from "@belfry/server";
import { createTestDatabase, startSchoolGate, type SchoolGate, type TestDatabase } from "@belfry/testkit";
import exceljs from "exceljs";
import { parse } from "yaml";
import { apiOf, type CallApi } from "./call-api.ts";

const EXAMPLE = new URL("../../examples/dorm-late-return/", import.meta.url);

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

/** The whole of Belfry with the shipped example, a simulated school and a clock that the test moves. */
export interface Dormitory extends AsyncDisposable {
  readonly server: Server;
  readonly database: TestDatabase;
  readonly gate: SchoolGate;
  readonly api: CallApi;
  setVariables(values: Readonly<Record<string, unknown>>): Promise<void>;
  setGroups(groups: readonly RecipientGroup[]): Promise<void>;
  /** Runs the rule by hand and returns the parent when it has ended. */
  run(inputs?: Readonly<Record<string, unknown>>): Promise<ExecutionDetail>;
  ended(id: number): Promise<ExecutionDetail>;
  children(parent: number): Promise<ExecutionDetail[]>;
  /** The workbook that an execution wrote. */
  workbook(execution: ExecutionDetail): Promise<exceljs.Worksheet>;
  /** What the sandbox caught, oldest first. */
  mails(): Promise<CaughtMail[]>;
}

export async function startDormitory(): Promise<Dormitory> {
  await using stack = new AsyncDisposableStack();
  const database = stack.use(await createTestDatabase());
  const gate = stack.use(await startSchoolGate());
  const dataDir = await mkdtemp(join(tmpdir(), "belfry-e2e-"));
  stack.defer(() => rm(dataDir, { recursive: true, force: true }));
  const server = stack.use(
    await startServer(
      {
        ...readServerConfig({}),
        databaseUrl: database.url,
        dataDir,
        port: 0,
        mailSandboxPort: 0,
        outboundAllow: [new URL(gate.url).host],
        logLevel: "error",
      },
      { log: createServerLog("error"), onFatal: (error) => process.emitWarning(error) },
    ),
  );
  const api = await apiOf(server);

  const { variables } = parse(await readFile(new URL("variables.yaml", EXAMPLE), "utf8")) as { variables: Record<string, object> };
  const setVariables = (values: Readonly<Record<string, unknown>>) => api<void>("PATCH", "/v1/variables", { values });
  await setVariables({ ...variables, gate: { ...variables["gate"], url: gate.url } });
  await api("PUT", "/v1/secrets/gateUser", { value: gate.username });
  await api("PUT", "/v1/secrets/gatePassword", { value: gate.password });
  await api("PUT", "/v1/accounts/email/sandbox", {
    config: { host: "127.0.0.1", port: server.mailSandboxPort, mode: "plain", from: { name: "钟楼", address: "belfry@campus.example" } },
  });
  await api("PUT", "/v1/rules/dorm-late-return", parse(await readFile(new URL("rule.yaml", EXAMPLE), "utf8")));
  await api("POST", "/v1/rules/dorm-late-return/enable");

  const ended = async (id: number): Promise<ExecutionDetail> => {
    for (let tries = 0; tries < 2_000; tries += 1) {
      const execution = await server.engine.getExecution(id);
      if (isEnded(execution.state)) return execution;
      // A retry or a wait is due later by the test's clock; the test moves it there when it wants to.
      if (execution.state === "retrying") return execution;
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    throw new Error(`Execution ${id} did not end.`);
  };

  const open = stack.move();
  return {
    server,
    database,
    gate,
    api,
    setVariables,
    ended,
    setGroups: (groups) => setVariables({ recipientGroups: groups.map((group) => ({ enabled: true, ...group })) }),
    async run(inputs = {}) {
      const { executionId } = await api<{ executionId: number }>("POST", "/v1/rules/dorm-late-return/trigger", { inputs });
      return ended(executionId);
    },
    async children(parent) {
      const { items } = await api<{ items: ExecutionSummary[] }>("GET", `/v1/executions?parent=${parent}`);
      return Promise.all(items.toReversed().map(({ id }) => ended(id)));
    },
    async workbook(execution) {
      const [artifact] = execution.artifacts;
      if (artifact === undefined) throw new Error(`Execution ${execution.id} wrote no workbook: ${JSON.stringify(execution.failure)}`);
      const book = new exceljs.Workbook();
      await book.xlsx.readFile((await server.engine.getArtifact(artifact.id)).path);
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
