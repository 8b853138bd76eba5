import { expect, test } from "vitest";
import { createTestDatabase, type TestDatabase, tester } from "@belfry/testkit";
import type { Statement, Store, Tx } from "@belfry/store";
import { startEngine } from "../start-engine.ts";

/** A store that loses the answer to some statements, or to the commit after them: the work is done, and nobody knows. */
function forgetful(store: Store, names: ReadonlySet<string>): { store: Store; lost: string[] } {
  const lost: string[] = [];
  const lose = (name: string) => {
    lost.push(name);
    throw Object.assign(new Error("Connection terminated unexpectedly"), { code: "ECONNRESET" });
  };
  // Each second one, so that a repetition gets through.
  const counts = new Map<string, number>();
  const isTurn = (name: string) => {
    const n = (counts.get(name) ?? 0) + 1;
    counts.set(name, n);
    return names.has(name) && n % 2 === 1;
  };
  const wrapped: Store = {
    ...store,
    async query(statement: Statement) {
      const result = await store.query(statement);
      return isTurn(statement.name) ? lose(statement.name) : (result as never);
    },
    async transaction(work) {
      let last = "";
      const result = await store.transaction((tx) => {
        const watched: Tx = {
          isTransaction: true,
          query(statement) {
            if (names.has(statement.name)) last = statement.name;
            return tx.query(statement);
          },
        };
        return work(watched);
      });
      return last !== "" && isTurn(last) ? lose(last) : result;
    },
  };
  return { store: wrapped, lost };
}

async function withForgetfulStore(names: readonly string[]) {
  const database: TestDatabase = await createTestDatabase();
  const { store, lost } = forgetful(database.store, new Set(names));
  const t = await startEngine({ database: { ...database, store } });
  return {
    t,
    lost,
    async [Symbol.asyncDispose]() {
      await t[Symbol.asyncDispose]();
      await database[Symbol.asyncDispose]();
    },
  };
}

const rule = {
  rule: "all-of-it",
  forEach: ["only"],
  concurrency: { limit: 1 },
  actions: [
    { id: "one", use: "test.echo" },
    { id: "two", use: "test.fail", with: { until: 2 }, retry: { attempts: 2, delay: "0s" } },
  ],
};

test.each([
  [["claim-executions"]],
  [
    [
      "write-checkpoints",
      "write-releases",
      "write-finishes",
      "claim-executions",
      "insert-executions",
      "select-past-runs",
    ],
  ],
])("when the answers to %j are lost, all is done and nothing twice", async (names) => {
  await using engine = await withForgetfulStore(names);
  const { t, lost } = engine;
  const slug = await t.rule(rule);
  // The start by hand itself may lose its answer: its caller repeats it with the same key.
  const start = async (): Promise<number> => {
    for (;;) {
      const started = await t.engine.triggerRule(slug, { by: tester, idempotencyKey: "once" }).catch(() => undefined);
      if (started?.executionId != null) return started.executionId;
    }
  };
  const id = await start();
  await t.until(async () => (await t.engine.getExecution(id).catch(() => undefined))?.state === "success");
  expect(lost.length).toBeGreaterThan(0);
  expect(await t.executions(slug).then((all) => all.length)).toBe(1 + 1);
  const { rows } = await t.database.store.query<{ n: number }>({
    name: "runs-twice",
    text: "select count(*)::int as n from belfry.action_runs",
  });
  expect(rows[0]?.n).toBe(1 + 2);
  // No action ran again after its end was written; an answer lost before that costs at most a repetition.
  expect(new Set(t.actions.runs.map((run) => `${run.key} ${run.attempt}`)).size).toBe(1 + 2);
});
