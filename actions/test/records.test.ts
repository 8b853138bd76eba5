import { createRecords } from "@belfry/engine";
import type { ActionDefinition } from "@belfry/plugin-kit";
import { createTestActionContext, createTestDatabase, type TestDatabase } from "@belfry/testkit";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { builtinActions } from "../src/index.ts";

const action = (id: string): ActionDefinition => {
  const found = builtinActions.actions?.find((one) => one.id === id);
  if (found === undefined) throw new Error(`There is no action ${id}.`);
  return found;
};

let database: TestDatabase;
let records: ReturnType<typeof createRecords>;
beforeAll(async () => {
  database = await createTestDatabase();
  records = createRecords(database.store);
  const text = `insert into belfry.record_tables (name, max_rows, created_at, updated_at)
                select 'orders', 10000, belfry.now(), belfry.now()`;
  await database.store.transaction((tx) => tx.query({ name: "test-record-table", text }));
});
afterAll(() => database[Symbol.asyncDispose]());
beforeEach(async () => {
  await records.delete(
    "orders",
    (await all()).map(([key]) => key),
  );
});

async function run(id: string, input: Record<string, unknown>): Promise<unknown> {
  await using context = await createTestActionContext({ records });
  return await context.run(action(id), { table: "orders", ...input });
}

/** Writes the records of a day, and removes those that it had before. */
const writeDay = (day: string, ids: readonly string[]): Promise<unknown> =>
  run("record.upsert", {
    rows: ids.map((id) => ({ key: `${day}/${id}` })),
    keyField: "key",
    missing: { prefix: `${day}/`, remove: true },
  });

async function all(): Promise<[string, unknown][]> {
  const found: [string, unknown][] = [];
  for await (const { key, fields } of records.read("orders")) found.push([key, fields]);
  return found;
}

test("records that are not among the rows any more are marked, once, and those of others stay as they are", async () => {
  await records.upsert("orders", [
    { key: "a", fields: { active: true, city: "北京" } },
    { key: "b", fields: { active: true } },
    { key: "c", fields: { active: false } },
  ]);
  const input = {
    rows: [
      { id: "b", active: true },
      { id: "d", active: true },
    ],
    keyField: "id",
    missing: { where: { active: true }, set: { active: false, since: "2026-03-30" } },
  };
  expect(await run("record.upsert", input)).toEqual({ inserted: 1, changed: 1, total: 2, missing: 1 });
  expect(await all()).toEqual([
    ["a", { active: false, city: "北京", since: "2026-03-30" }],
    ["b", { id: "b", active: true }],
    ["c", { active: false }],
    ["d", { id: "d", active: true }],
  ]);
  expect(await run("record.upsert", input)).toEqual({ inserted: 0, changed: 0, total: 2, missing: 0 });
});

test("the records of a day are replaced, those of other days stay, and a day without rows is empty", async () => {
  await writeDay("03-29", ["1", "2"]);
  await writeDay("03-30", ["1"]);
  expect(await writeDay("03-29", ["2", "3"])).toEqual({ inserted: 1, changed: 0, total: 2, missing: 1 });
  expect((await all()).map(([key]) => key)).toEqual(["03-29/2", "03-29/3", "03-30/1"]);
  expect(await writeDay("03-29", [])).toMatchObject({ missing: 2 });
  expect((await all()).map(([key]) => key)).toEqual(["03-30/1"]);
});

test("many missing records are removed, and nothing is taken away before every row was written", async () => {
  const rows = Array.from({ length: 2_500 }, (_, n) => ({ id: n }));
  await run("record.upsert", { rows, keyField: "id" });
  const broken = run("record.upsert", { rows: [{ id: 1 }, { a: 1 }], keyField: "id", missing: { remove: true } });
  await expect(broken).rejects.toMatchObject({ code: "RECORD_KEY_MISSING" });
  expect(await all()).toHaveLength(2_500);
  expect(await run("record.upsert", { rows: [{ id: 7 }], keyField: "id", missing: { remove: true } })).toMatchObject({
    missing: 2_499,
  });
});

test("records are removed by what stands in them", async () => {
  await records.upsert("orders", [
    { key: "1", fields: { day: "2026-02-27", active: false, n: 9 } },
    { key: "2", fields: { day: "2026-02-28", active: false, n: 10 } },
    { key: "3", fields: { day: "2026-02-27", active: true, n: 11 } },
    { key: "4", fields: { day: null, active: false } },
  ]);
  const old = { where: { active: false }, before: { day: "2026-02-28" } };
  expect(await run("record.delete", old)).toEqual({ deleted: 1 });
  expect(await run("record.delete", { before: { n: 11 } })).toEqual({ deleted: 1 });
  // Neither nothing nor a text is less than a number.
  expect(await run("record.delete", { before: { day: 5 } })).toEqual({ deleted: 0 });
  expect((await all()).map(([key]) => key)).toEqual(["3", "4"]);
  expect(await run("record.delete", { prefix: "3" })).toEqual({ deleted: 1 });
});

test.each([
  ["record.upsert", { rows: [], keyField: "a", missing: {} }, ["missing"]],
  ["record.upsert", { rows: [], keyField: "a", missing: { set: { a: 1 }, remove: true } }, ["missing"]],
  ["record.upsert", { key: "1", fields: {}, missing: { remove: true } }, ["missing"]],
  ["record.upsert", { rows: "${{ actions.query.rows }}", keyField: "a", missing: { remove: true } }, []],
  ["record.delete", {}, ["key"]],
  ["record.delete", { key: "1", where: { a: 1 } }, ["key"]],
  ["record.delete", { before: { day: "2026-01-01" } }, []],
])("on save %s with %j has problems at %j", (id, input, paths) => {
  expect(
    action(id)
      .check?.({ table: "orders", ...input })
      .map(({ path }) => path),
  ).toEqual(paths);
});
