import { builtinActions } from "@belfry/actions";
import { tester } from "@belfry/testkit";
import { expect, test } from "vitest";
import { newDay, useEngine } from "../start-engine.ts";

const engine = useEngine({ plugins: [builtinActions] });
const by = { by: tester };
const table = (name: string, maxRows = 1_000_000) =>
  engine().engine.saveRecordTable({ name, description: "", maxRows }, by);
const manyRecords = (count: number) =>
  Array.from({ length: count }, (_, n) => ({ key: `k${String(n).padStart(5, "0")}`, fields: { n } }));

test("records are written, merged, counted and read in the order of their keys", async () => {
  const { engine: e } = engine();
  await table("customers");
  const write = (records: { key: string; fields: Record<string, unknown> }[], merge = false) =>
    e.writeRecords("customers", records, { ...by, merge });
  expect(
    await write([
      { key: "b", fields: { level: "gold" } },
      { key: "a", fields: {} },
    ]),
  ).toEqual({ inserted: 2, changed: 0 });
  expect(await write([{ key: "b", fields: { level: "gold" } }])).toEqual({ inserted: 0, changed: 0 });
  expect(await write([{ key: "b", fields: { since: 2020 } }], true)).toEqual({ inserted: 0, changed: 1 });
  expect(
    await write(
      [
        { key: "c", fields: { x: 1 } },
        { key: "c", fields: { y: 2 } },
      ],
      true,
    ),
  ).toEqual({ inserted: 1, changed: 0 });
  expect(await e.listRecords("customers", { limit: 10 })).toMatchObject([
    { key: "a", fields: {}, version: 1 },
    { key: "b", fields: { level: "gold", since: 2020 }, version: 2 },
    { key: "c", fields: { x: 1, y: 2 }, version: 1 },
  ]);
  expect(await e.listRecords("customers", { limit: 10, after: "a", where: { level: "gold" } })).toMatchObject([
    { key: "b" },
  ]);
  expect(await e.removeRecords("customers", ["a", "z"], by)).toBe(1);
  expect((await e.listRecordTables()).find(({ name }) => name === "customers")).toMatchObject({ rows: 2 });
});

test("a table takes no more rows than it may, and nothing of a batch that is too large", async () => {
  const { engine: e } = engine();
  await table("small", 3);
  await e.writeRecords("small", manyRecords(2), by);
  await expect(e.writeRecords("small", manyRecords(4), by)).rejects.toMatchObject({ code: "RECORD_TABLE_FULL" });
  expect(await e.listRecords("small", { limit: 10 })).toHaveLength(2);
  await e.writeRecords("small", [{ key: "k00000", fields: { changed: true } }], by);
});

test.each([
  ["no key", "", {}],
  ["a key of 501 characters", "x".repeat(501), {}],
  ["more than 64 KiB", "k", { a: "学".repeat(22_000) }],
  ["a NUL character", "k", { a: "\0" }],
])("a record with %s is refused", async (_what, key, fields) => {
  await table("strict");
  await expect(engine().engine.writeRecords("strict", [{ key, fields }], by)).rejects.toMatchObject({
    code: "INPUT_INVALID",
  });
});

test("many that write the same records at once all end, and the rows are counted right", async () => {
  const { engine: e } = engine();
  await table("busy");
  const records = manyRecords(50);
  await Promise.all(
    [records, records.toReversed(), records, records.toReversed()].map((some) => e.writeRecords("busy", some, by)),
  );
  expect((await e.listRecordTables()).find(({ name }) => name === "busy")).toMatchObject({ rows: 50 });
});

test("a condition looks a value up, and sees the change of a record at once", async () => {
  const t = engine();
  await table("levels");
  await t.engine.writeRecords("levels", [{ key: "4711", fields: { level: "gold" } }], by);
  await newDay(t);
  const slug = await t.rule({
    rule: "by-level",
    lookups: { customers: { table: "levels" } },
    inputs: { type: "object", properties: { id: { type: "number" } } },
    condition: 'lookup("customers", inputs.id) != null && lookup("customers", inputs.id).level == "gold"',
    actions: [{ id: "one", use: "test.echo", with: { value: '${{ lookups.customers["4711"].level }}' } }],
  });
  const fire = async (id: number) => (await t.engine.triggerRule(slug, { ...by, inputs: { id } })).fate;
  expect(await fire(4_711)).toBe("fired");
  // It looks up what stands there when it runs.
  await t.quiet();
  expect(await fire(1)).toBe("condition-false");
  await t.engine.writeRecords("levels", [{ key: "4711", fields: { level: "tin" } }], by);
  expect(await fire(4_711)).toBe("condition-false");
  await t.quiet();
  expect(t.actions.runs.map(({ input }) => input)).toContainEqual({ value: "gold" });
});

test("a table that is too large to look up in, or not there, is an error of the condition that names it", async () => {
  const t = engine();
  await table("huge");
  await t.engine.writeRecords("huge", manyRecords(10_001), by);
  for (const [name, message] of [
    ["huge", /more than 10,000 rows/],
    ["gone", /no table of records/],
  ] as const) {
    if (name === "gone") await table("gone");
    const slug = await t.rule({
      rule: `asks-${name}`,
      lookups: { x: { table: name }, y: { table: "levels" } },
      condition: 'lookup("x", "k00001") == null',
      actions: [{ id: "one", use: "test.echo" }],
    });
    if (name === "gone") await t.engine.removeRecordTable("gone", by);
    const { fate, detail } = await t.engine.triggerRule(slug, by);
    expect(fate).toBe("condition-error");
    expect(JSON.stringify(detail)).toMatch(message);
  }
});

test("a rule that names tables which are not there is saved with a warning, and not enabled", async () => {
  const t = engine();
  await table("there");
  const input = {
    rule: "names-tables",
    name: "names-tables",
    lookups: { a: { table: "there" }, b: { table: "absent" } },
    triggers: [{ record: "absent-too", field: "x" }],
    actions: [
      { use: "record.get", with: { table: "gone", key: "1" } },
      { use: "record.get", with: { table: "there", key: "1" } },
    ],
  };
  const { warnings } = await t.engine.saveRule(input, by);
  expect(warnings.map(({ path }) => path)).toEqual(["lookups.b.table", "triggers[0].record", "actions[0].with.table"]);
  await expect(t.engine.setRuleStatus("names-tables", "enabled", by)).rejects.toMatchObject({ code: "RULE_INVALID" });
});

test("a condition is tested with the tables of its rule", async () => {
  const t = engine();
  await table("tested");
  await t.engine.writeRecords("tested", [{ key: "1", fields: { level: "gold" } }], by);
  const actions = [{ use: "test.echo" }];
  const slug = await t.rule({ rule: "tests-lookups", lookups: { x: { table: "tested" } }, actions });
  const rule = await t.engine.getRule(slug);
  const tested = await t.engine.testCondition('lookups.x["1"].level == "gold"', { stored: { rule } });
  expect(tested).toMatchObject({ value: true });
});

test("an action writes records, and a later step reads them", async () => {
  const t = engine();
  await table("orders");
  await newDay(t);
  const slug = await t.rule({
    rule: "writes-orders",
    actions: [
      {
        id: "write",
        use: "record.upsert",
        with: {
          table: "orders",
          key: "order {{ execution.rule }}",
          fields: { paid: true, by: "{{ execution.rule }}" },
        },
      },
      { id: "read", use: "record.get", with: { table: "orders", key: "order writes-orders" } },
      { id: "one", use: "test.echo", with: { value: "${{ actions.read.fields }}" } },
      { id: "gone", use: "record.delete", with: { table: "orders", keys: '${{ ["order " + execution.rule] }}' } },
    ],
  });
  await t.engine.triggerRule(slug, by);
  await t.quiet();
  expect(t.actions.runs.map(({ input }) => input)).toContainEqual({ value: { paid: true, by: "writes-orders" } });
  expect(await t.engine.listRecords("orders", { limit: 1 })).toEqual([]);
});
