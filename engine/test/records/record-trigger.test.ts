import { tester } from "@belfry/testkit";
import { expect, test } from "vitest";
import { startEngine } from "../start-engine.ts";

test("a rule fires 30 days before a contract ends, once for each contract and date, also after a time without a server", async () => {
  await using t = await startEngine();
  const by = { by: tester };
  await t.engine.saveRecordTable({ name: "contracts", description: "", maxRows: 1_000 }, by);
  const write = (key: string, endDate: string, note = "") =>
    t.engine.writeRecords("contracts", [{ key, fields: { endDate, note } }], by);
  await t.moveTo("2026-04-30T00:00:00Z");
  await write("c-1", "2026-05-31");
  await write("c-2", "2026-06-02");
  const slug = await t.rule({
    rule: "contract-ends",
    triggers: [
      { record: "contracts", field: "endDate", offset: "-30d", at: "09:00", timezone: "Asia/Shanghai", within: "3d" },
    ],
    actions: [{ id: "one", use: "test.echo", with: { value: "${{ event.data.key }}" } }],
  });
  const fired = async () => (await t.executions(slug)).map(({ trigger }) => (trigger["event"] as { id: string }).id);
  // The clock of a node follows that of the database at a distance; the next look, a minute later, sees what this one missed.
  const untilFired = (count: number) =>
    t.until(async () => {
      await t.database.clock.advance(61_000);
      return (await fired()).length === count;
    });
  await t.until(async () => (await t.engine.listFeeds())[0]?.state === "listening");
  await t.moveTo("2026-05-01T01:00:01Z");
  await untilFired(1);
  await write("c-1", "2026-05-31", "another note");
  await t.moveTo("2026-05-01T01:03:00Z");
  // Two days on, as after a time without a server.
  await t.moveTo("2026-05-03T12:00:00Z");
  await untilFired(2);
  await write("c-1", "2026-06-03");
  await t.moveTo("2026-05-04T01:00:30Z");
  await untilFired(3);
  expect(await fired()).toEqual([
    "c-1@2026-05-01T01:00:00.000Z",
    "c-2@2026-05-03T01:00:00.000Z",
    "c-1@2026-05-04T01:00:00.000Z",
  ]);
  // A write may meet the new partition of its day after such a jump of the clock, and is repeated.
  expect(t.errors.filter(({ where }) => where !== "flush")).toEqual([]);
}, 300_000);
