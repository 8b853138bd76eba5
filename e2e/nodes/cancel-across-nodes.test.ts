import { readFile } from "node:fs/promises";
import { createScriptRunner } from "@belfry/access";
import { builtinActions } from "@belfry/actions";
import { builtinConnectors } from "@belfry/connectors";
import { defineAction, definePlugin } from "@belfry/plugin-kit";
import { createTestActionContext, exposeOnLoopback, startTestEngine, tester, type TestEngine } from "@belfry/testkit";
import { z } from "zod";
import { afterAll, beforeAll, expect, test } from "vitest";

/** Long before the action ends by itself, and more than the tick of a second that would find it without a notification. */
const SOON_MS = 30_000;

const began = new Map<string, PromiseWithResolvers<void>>();
const begun = (name: string) => {
  const found = began.get(name) ?? Promise.withResolvers<void>();
  began.set(name, found);
  return found;
};
const aborted: string[] = [];

function long(id: string, listens: boolean) {
  return defineAction({
    id,
    displayName: { zh: id, en: id },
    description: { zh: id, en: id },
    input: z.strictObject({}),
    idempotent: true,
    async run(ctx) {
      if (listens) ctx.signal.addEventListener("abort", () => aborted.push(id), { once: true });
      begun(id).resolve();
      await new Promise(() => undefined);
      return null;
    },
  });
}

const plugins = [
  definePlugin({ name: "long", version: "0", actions: [long("long.listens", true), long("long.deaf", false)] }),
  builtinActions,
  builtinConnectors,
];

let runs: TestEngine;
let asks: TestEngine;
const stack = new AsyncDisposableStack();
beforeAll(async () => {
  const outside = stack.use(await createTestActionContext());
  const scripts = createScriptRunner({ isAllowed: async () => true, installation: "test" });
  const other = stack.use(await startTestEngine({ plugins, start: false }));
  const exposed = stack.use(await exposeOnLoopback(other.database.url));
  asks = other;
  runs = stack.use(
    await startTestEngine({
      database: other.database,
      plugins,
      services: { addressOf: outside.ctx.addressOf, runScript: scripts.run },
      secrets: { DB: exposed.url },
    }),
  );
});
afterAll(() => stack.disposeAsync());

/** Cancels through the node that does not run it, and returns how long it took to end. */
async function cancelled(id: number): Promise<number> {
  const at = performance.now();
  await asks.engine.cancelExecution(id, { by: tester });
  await asks.reached(id, "cancelled");
  return performance.now() - at;
}

test.each(["long.listens", "long.deaf"])("a long action on another node is cancelled at once: %s", async (use) => {
  const id = await asks.run(await asks.rule({ rule: use.replace(".", "-"), actions: [{ use }, { use: "noop" }] }));
  await begun(use).promise;
  expect(await cancelled(id)).toBeLessThan(SOON_MS);
  expect((await asks.engine.getExecution(id)).actionRuns.filter(({ state }) => state === "success")).toEqual([]);
  expect(aborted.includes(use)).toBe(use === "long.listens");
  // Its place is free: a node that goes on counting it would run less and less.
  await runs.until(async () => {
    const { rows } = await runs.database.store.pool.query("select from belfry.execution_queue where id = $1", [id]);
    return rows.length === 0;
  });
});

test("the processes of a script end with it", async () => {
  const source = "sleep 600 & echo $! $$; wait";
  const rule = { rule: "script", actions: [{ use: "script.run", with: { interpreter: "shell", source } }] };
  const id = await asks.run(await asks.rule(rule));
  let pids: number[] = [];
  await asks.until(async () => {
    const lines = await asks.engine.executionLogs(id);
    pids = lines.flatMap(({ message }) => message.split(" ").map(Number)).filter((pid) => pid > 1);
    return pids.length === 2;
  });
  expect(await cancelled(id)).toBeLessThan(SOON_MS);
  await asks.until(async () => (await Promise.all(pids.map(isGone))).every(Boolean));
});

test("the server of a database stops working for its statement", async () => {
  const sql = "select pg_sleep(600)";
  const rule = {
    rule: "statement",
    actions: [{ use: "sql.query", with: { connection: "${{ secrets.DB }}", sql, timeout: "20m" } }],
  };
  const working = async () => {
    const { rows } = await asks.database.store.pool.query(
      "select from pg_stat_activity where datname = current_database() and wait_event = 'PgSleep'",
    );
    return rows.length;
  };
  const id = await asks.run(await asks.rule(rule));
  await asks.until(async () => (await working()) > 0);
  expect(await cancelled(id)).toBeLessThan(SOON_MS);
  await asks.until(async () => (await working()) === 0);
});

async function isGone(pid: number): Promise<boolean> {
  // A zombie that nobody has collected yet runs nothing any more.
  const state = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => "");
  return state === "" || state.split(") ")[1]?.startsWith("Z") === true;
}
