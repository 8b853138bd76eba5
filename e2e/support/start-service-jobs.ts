/** The jobs of examples/signing-incentive on the whole of Belfry, between a Metabase and a WeCom that are played. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ExecutionDetail } from "@belfry/engine";
import { isEnded } from "@belfry/model";
import { createServerLog, readServerConfig, startServer } from "@belfry/server";
import { createTestDatabase, type TestDatabase } from "@belfry/testkit";
import { apiOf, type CallApi } from "./call-api.ts";
import { installServiceJobs, startOffice, type Office, type OfficeOptions } from "./service-office.ts";
import { until } from "./until.ts";

export interface ServiceJobs extends AsyncDisposable, Office {
  readonly database: TestDatabase;
  readonly api: CallApi;
  /** Runs a rule by hand until it has ended, or waits for a time that the clock does not show yet. */
  run(rule: string): Promise<ExecutionDetail>;
  /** Moves the clock to the next time at which a message is tried again; false when none is. */
  toNextTry(): Promise<boolean>;
}

/** Starts it with the rules of the example, which run by hand alone unless they are `scheduledFrom` a time. */
export async function startServiceJobs(
  options: OfficeOptions,
  { scheduledFrom }: { readonly scheduledFrom?: string } = {},
): Promise<ServiceJobs> {
  await using stack = new AsyncDisposableStack();
  const database = stack.use(await createTestDatabase());
  const office = stack.use(await startOffice(options));
  const dataDir = await mkdtemp(join(tmpdir(), "belfry-e2e-"));
  stack.defer(() => rm(dataDir, { recursive: true, force: true }));
  const config = {
    ...readServerConfig({}),
    databaseUrl: database.url,
    dataDir,
    port: 0,
    mailSandboxPort: 0,
    outboundAllow: [...office.hosts],
    logLevel: "error",
  } as const;
  const server = await startServer(config, {
    log: createServerLog("error"),
    onFatal: (error) => process.emitWarning(error),
  });
  stack.defer(() => server.stop());
  const api = await apiOf(server);
  if (scheduledFrom !== undefined) await database.clock.set(scheduledFrom);
  await installServiceJobs(api, office, { scheduled: scheduledFrom !== undefined });

  const nextTry = async (): Promise<Date | undefined> => {
    const { rows } = await database.store.query<{ at: Date | null }>({
      name: "test-next-try",
      text: "select min(run_at) as at from belfry.deliveries where state in ('queued', 'sending')",
    });
    return rows[0]?.at ?? undefined;
  };
  /** `later`: some wait for a time that has not come. */
  const sends = async (): Promise<"none" | "due" | "later"> => {
    const at = await nextTry();
    if (at === undefined) return "none";
    return at > (await database.clock.now()) ? "later" : "due";
  };
  const open = stack.move();
  return {
    ...office,
    database,
    api,
    async run(rule) {
      const { executionId } = await api<{ executionId: number }>("POST", `/v1/rules/${rule}/trigger`, {});
      return until(`execution ${executionId} rests`, async () => {
        const execution = await server.engine.getExecution(executionId);
        const left = await sends();
        const rests = isEnded(execution.state) ? left !== "due" : execution.state === "waiting" && left === "later";
        return rests ? execution : undefined;
      });
    },
    async toNextTry() {
      const at = await nextTry();
      if (at === undefined) return false;
      await database.clock.set(at);
      await until("what was due has been tried", async () => ((await sends()) === "due" ? undefined : true));
      return true;
    },
    [Symbol.asyncDispose]: () => open.disposeAsync(),
  };
}
