import { isAppError } from "@belfry/model";
import type { Plugin } from "@belfry/plugin-kit";
import {
  createLossyStore,
  createTestDatabase,
  tester,
  type Losses,
  type LossyStore,
  type TestDatabase,
  type TestEngine,
  type TestEngineOptions,
} from "@belfry/testkit";
import { startEngine } from "../start-engine.ts";
import { until } from "./until.ts";

/** An engine whose store loses answers, and one beside it that only watches and loses nothing. */
export interface World extends AsyncDisposable {
  readonly t: TestEngine;
  readonly watcher: TestEngine;
  readonly database: TestDatabase;
  readonly lossy: LossyStore;
  /** Asks again until an answer comes, as a careful client does. A refusal with `done` says that an earlier call did it. */
  readonly ask: typeof ask;
  /** Saves and enables a rule. */
  rule(definition: Record<string, unknown>): Promise<string>;
  /** Starts a rule by hand, once, and returns the id of its execution. */
  run(slug: string, inputs?: unknown): Promise<number>;
  /** Resolves when nothing is due, runs or waits to be told. */
  settled(): Promise<void>;
}

export interface WorldOptions extends Pick<TestEngineOptions, "services" | "hooks" | "backlog"> {
  /** Known to the one that watches alone, as to a node of another build. */
  readonly elsewhere?: readonly Plugin[];
}

/** As `quiet` of a test engine asks, and whether anything waits to be told. */
const IS_SETTLED = `select not exists (select from belfry.slots_due where decide_at <= belfry.now())
  and not exists (select from belfry.trigger_plans where extend_at < belfry.now() + interval '60 seconds')
  and not exists (select from belfry.execution_queue where node is not null or run_at <= belfry.now())
  and not exists (select from belfry.rule_outcomes)
  and not exists (select from belfry.grid_work where look_at <= belfry.now())
  and not exists (select from belfry.grid_backfills where look_at <= belfry.now())
  and not exists (select from belfry.grid_cells where state = 'running' and (execution_id is not null or lease_until <= belfry.now()))
  and not exists (select from belfry.event_windows where gathers and closes_at <= belfry.now()) as settled`;

/** What lost its answer is tried again by the next tick. A second each time would be most of what these tests take. */
const TICK_MS = 200;
/** Enough for whoever works at the same time; more would plan the same statements once more each. */
const CONNECTIONS = 4;

export async function openWorld(
  losses: Losses | undefined,
  plugins: readonly Plugin[] = [],
  { elsewhere = [], ...options }: WorldOptions = {},
): Promise<World> {
  const database = await createTestDatabase({ maxConnections: CONNECTIONS });
  const lossy = createLossyStore(database.store);
  const watcher = await startEngine({ ...options, database, plugins: [...plugins, ...elsewhere], start: false });
  const t = await startEngine({ ...options, database: { ...database, store: lossy.store }, plugins });
  if (losses !== undefined) lossy.begin(losses);
  const wake = () => database.store.query({ name: "test-wake", text: "select pg_notify('belfry', 'clock')" });
  const pacemaker = losses === undefined ? undefined : setInterval(() => void wake().catch(() => undefined), TICK_MS);
  let starts = 0;

  const isSettled = async () => {
    const { rows } = await database.store.query<{ settled: boolean }>({ name: "test-settled", text: IS_SETTLED });
    return rows[0]?.settled === true;
  };
  const reached: TestEngine["reached"] = async (id, ...states) => {
    await until(watcher, async () => states.includes((await watcher.engine.getExecution(id)).state));
    return watcher.engine.getExecution(id);
  };
  return {
    t,
    watcher: { ...watcher, reached },
    database,
    lossy,
    ask,
    async rule(definition) {
      const slug = String(definition["rule"]);
      await ask(() => t.engine.saveRule({ name: slug, ...definition }, { by: tester }));
      await ask(() => t.engine.setRuleStatus(slug, "enabled", { by: tester }));
      return slug;
    },
    async run(slug, inputs) {
      const idempotencyKey = `start-${(starts += 1)}`;
      const given = inputs === undefined ? {} : { inputs };
      const started = await ask(() => t.engine.triggerRule(slug, { by: tester, idempotencyKey, ...given }));
      if (started?.executionId == null) throw new Error(`The rule ${slug} did not start.`);
      return started.executionId;
    },
    async settled() {
      // Between two of its works an engine looks as if it had none: what is settled is so at two looks.
      for (let looks = 0; looks < 2; looks += 1) await until(watcher, isSettled);
    },
    async [Symbol.asyncDispose]() {
      lossy.end();
      clearInterval(pacemaker);
      await t[Symbol.asyncDispose]();
      await watcher[Symbol.asyncDispose]();
      await database[Symbol.asyncDispose]();
    },
  };
}

async function ask<T>(call: () => Promise<T>, done?: string): Promise<T | undefined> {
  for (;;) {
    try {
      return await call();
    } catch (error) {
      if (done !== undefined && isAppError(error, done as never)) return undefined;
      if (!isAppError(error, "DATABASE_UNREACHABLE")) throw error;
    }
  }
}
