import { tester, type TestEngine } from "@belfry/testkit";
import { expect, test } from "vitest";
import { startEngine } from "../start-engine.ts";

const states = ["failed", "cancelled", "skipped", "success"] as const;

/** Each state's list has to be what is found by looking at every execution. */
async function expectLists(t: TestEngine): Promise<Record<string, number>> {
  const everything = await t.engine.listExecutions({ limit: 500 });
  const counts: Record<string, number> = {};
  for (const rule of [undefined, "fails", "works"]) {
    for (const state of states) {
      const wanted = everything.filter((one) => one.state === state && (rule === undefined || one.rule === rule));
      const listed = await t.engine.listExecutions({ state, limit: 500, ...(rule !== undefined && { rule }) });
      expect(listed).toEqual(wanted);
      counts[`${rule ?? "all"} ${state}`] = listed.length;
    }
  }
  const { rows } = await t.database.store.query<{ wrong: number }>({
    name: "wrongly-listed",
    text: `select count(*)::int as wrong from belfry.unsuccessful_executions u
      full join (select id, rule_id, state from belfry.executions where state <> 'success') e using (id, rule_id, state)
      where u.id is null or e.id is null`,
  });
  expect(rows[0]?.wrong).toBe(0);
  return counts;
}

test("what failed or was cancelled is listed by its state, page by page, until it is retried, changed or deleted", async () => {
  await using t = await startEngine();
  await t.rule({ rule: "fails", actions: [{ use: "test.fail", with: { message: "no" } }] });
  await t.rule({ rule: "works", actions: [{ use: "test.echo" }] });
  await t.rule({ rule: "waits", actions: [{ wait: { for: "1h" } }] });
  const failed: number[] = [];
  for (let n = 0; n < 3; n += 1) {
    failed.push(await t.run("fails"));
    await t.reached(failed[n]!, "failed");
    await t.reached(await t.run("works"), "success");
  }
  const waits = await t.run("waits");
  await t.reached(waits, "waiting");
  await t.engine.cancelExecution(waits, { by: tester });
  await t.reached(waits, "cancelled");
  expect(await expectLists(t)).toMatchObject({ "fails failed": 3, "works failed": 0, "all cancelled": 1 });
  const page = await t.engine.listExecutions({ state: "failed", limit: 2 });
  expect(page.map(({ id }) => id)).toEqual([failed[2], failed[1]]);
  const rest = await t.engine.listExecutions({ state: "failed", limit: 2, before: failed[1]! });
  expect(rest.map(({ id }) => id)).toEqual([failed[0]]);

  const { store } = t.database;
  // A retry opens it again.
  await store.query({
    name: "open-again",
    text: "update belfry.executions set state = null, finished_at = null where id = $1",
    values: [failed[0]],
  });
  await store.query({
    name: "end-otherwise",
    text: "update belfry.executions set state = 'cancelled' where id = $1",
    values: [failed[1]],
  });
  await store.query({ name: "delete", text: "delete from belfry.executions where id = $1", values: [failed[2]] });
  const { rows } = await store.query<{ id: number; state: string }>({
    name: "listed",
    text: "select id, state from belfry.unsuccessful_executions order by id",
  });
  expect(rows).toEqual([
    { id: failed[1], state: "cancelled" },
    { id: waits, state: "cancelled" },
  ]);
  expect(t.errors).toEqual([]);
});
