import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ExecutionDetail } from "@belfry/engine";
import { isEnded } from "@belfry/model";
import {
  createTestDatabase,
  startSchoolGate,
  startSmtpSink,
  type SchoolGate,
  type SmtpSink,
  type SmtpSinkOptions,
  type TestDatabase,
} from "@belfry/testkit";
import type { CallApi } from "./call-api.ts";
import { spawnServer, type SpawnedServer } from "./spawn-server.ts";
import { until } from "./until.ts";

/** Everything around Belfry that goes on when Belfry is killed: school, mail server, database, data folder. */
export interface School extends AsyncDisposable {
  readonly gate: SchoolGate;
  readonly sink: SmtpSink;
  readonly database: TestDatabase;
  readonly dataDir: string;
  /** Starts Belfry as a process of its own. */
  spawn(options?: {
    /** Hosts beside the gate that its rules may call. */
    readonly allow?: readonly string[];
    /** @default "info" */
    readonly logLevel?: "debug" | "info";
  }): Promise<SpawnedServer>;
}

export async function startSchool(options: { readonly mail?: SmtpSinkOptions } = {}): Promise<School> {
  await using stack = new AsyncDisposableStack();
  const database = stack.use(await createTestDatabase());
  const gate = stack.use(await startSchoolGate());
  const sink = stack.use(await startSmtpSink(options.mail));
  const dataDir = await mkdtemp(join(tmpdir(), "belfry-e2e-"));
  stack.defer(() => rm(dataDir, { recursive: true, force: true }));
  const open = stack.move();
  return {
    gate,
    sink,
    database,
    dataDir,
    spawn: async ({ allow = [], logLevel = "info" } = {}) =>
      open.use(
        await spawnServer({
          DATABASE_URL: database.url,
          BELFRY_DATA_DIR: dataDir,
          BELFRY_LOG_LEVEL: logLevel,
          BELFRY_OUTBOUND_ALLOW: [new URL(gate.url).host, ...allow].join(","),
        }),
      ),
    [Symbol.asyncDispose]: () => open.disposeAsync(),
  };
}

/** Starts the rule by hand and returns the id of the parent. */
export async function trigger(api: CallApi): Promise<number> {
  return (await api<{ executionId: number }>("POST", "/v1/rules/dorm-late-return/trigger", {})).executionId;
}

export async function endedExecution(api: CallApi, id: number): Promise<ExecutionDetail> {
  let last: ExecutionDetail | undefined;
  const ended = until(`execution ${id} ends`, async () => {
    last = await api<ExecutionDetail>("GET", `/v1/executions/${id}`);
    return isEnded(last.state) ? last : undefined;
  });
  return ended.catch((cause: unknown) => {
    throw new Error(`Execution ${id} did not end: ${JSON.stringify(last)}`, { cause });
  });
}

/** The children of an execution as they are now, in the order of their items. */
export async function childrenOf(api: CallApi, parent: number): Promise<ExecutionDetail[]> {
  const { items } = await api<{ items: { id: number }[] }>("GET", `/v1/executions?parent=${parent}`);
  return Promise.all(items.toReversed().map(({ id }) => api<ExecutionDetail>("GET", `/v1/executions/${id}`)));
}
