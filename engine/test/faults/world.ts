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

export type WorldOptions = Pick<TestEngineOptions, "services" | "hooks">;

const UNTOLD = `select (select count(*) from belfry.rule_outcomes)
  + (select count(*) from belfry.event_windows where gathers and closes_at <= belfry.now()) as n`;

export async function openWorld(
  losses: Losses | undefined,
  plugins: readonly Plugin[] = [],
  options: WorldOptions = {},
): Promise<World> {
  const database = await createTestDatabase();
  const lossy = createLossyStore(database.store);
  const watcher = await startEngine({ ...options, database, plugins, start: false });
  const t = await startEngine({ ...options, database: { ...database, store: lossy.store }, plugins });
  if (losses !== undefined) lossy.begin(losses);
  let starts = 0;

  // What waits for the next tick after each of several losses takes longer than one that was asked at once.
  const quiet = () => watcher.quiet().catch(() => watcher.quiet());
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
      await quiet();
      await until(watcher, async () => {
        const { rows } = await database.store.query<{ n: number }>({ name: "test-untold", text: UNTOLD });
        // A look that lost its answer is repeated by the next tick, and the clock of a test stands still until then.
        if (rows[0]?.n !== 0)
          await database.store.query({ name: "test-wake", text: "select pg_notify('belfry', 'clock')" });
        return rows[0]?.n === 0;
      });
      await quiet();
    },
    async [Symbol.asyncDispose]() {
      lossy.end();
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
