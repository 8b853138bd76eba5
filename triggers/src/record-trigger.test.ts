import type { FeedContext, RecordView } from "@belfry/plugin-kit";
import { describe, expect, test } from "vitest";
import { momentOf, recordTrigger } from "./record-trigger.ts";

if (recordTrigger.kind !== "poll") throw new Error("It asks again and again.");
const trigger = recordTrigger;

describe("the moment of a record", () => {
  test.each([
    ["2026-05-31", { offset: "-30d", at: "09:00" }, "2026-05-01T01:00:00.000Z"],
    ["2026-05-31", { offset: "0s" }, "2026-05-30T16:00:00.000Z"],
    ["2026-05-31T18:30:00+08:00", { offset: "-1d" }, "2026-05-30T10:30:00.000Z"],
    ["2026-05-31T18:30:00Z", { offset: "2h" }, "2026-05-31T20:30:00.000Z"],
    ["2026-05-31T18:30:00Z", { offset: "0s", at: "09:00" }, "2026-06-01T01:00:00.000Z"],
    ["2026-03-09", { offset: "-1d", at: "09:00", timezone: "America/New_York" }, "2026-03-08T13:00:00.000Z"],
    ["2026-03-07 09:00:00", { offset: "+1d", timezone: "America/New_York" }, "2026-03-08T13:00:00.000Z"],
    ["2026-03-31", { offset: "-1w" }, "2026-03-23T16:00:00.000Z"],
  ])("%s with %j is %s", (value, config, expected) => {
    expect(momentOf(value, config)?.toISOString()).toBe(expected);
  });

  test.each(["soon", "", 20_260_531, null, {}, "2026-02-30"])("%j is no date", (value) => {
    expect(momentOf(value, { offset: "0s" })).toBeUndefined();
  });
});

const record = (key: string, endDate: unknown, updatedAt = "2026-01-01T00:00:00Z"): RecordView => ({
  key,
  fields: { endDate },
  version: 1,
  createdAt: new Date("2026-01-01T00:00:00Z"),
  updatedAt: new Date(updatedAt),
});
const warnings: string[] = [];
async function look(now: string, cursor: unknown, records: readonly RecordView[], more = {}) {
  const context = {
    now: new Date(now),
    signal: new AbortController().signal,
    log: { warn: (text: string) => warnings.push(text) },
    records: {
      async *read() {
        yield* records;
      },
    },
  } as unknown as FeedContext;
  const config = trigger.config.parse({ record: "contracts", field: "endDate", offset: "-30d", at: "09:00", ...more });
  const polled = await trigger.poll(context, config, cursor);
  return { ids: polled.events.map(({ id }) => id), cursor: polled.cursor, events: polled.events };
}

test("each record fires once, when its time comes", async () => {
  const records = [record("a", "2026-05-31"), record("b", "2026-06-01"), record("c", null), record("d", "someday")];
  const first = await look("2026-05-01T00:59:00Z", undefined, records);
  expect(first.ids).toEqual([]);
  const second = await look("2026-05-01T01:00:00Z", first.cursor, records);
  expect(second.events).toMatchObject([
    {
      source: "record:contracts",
      id: "a@2026-05-01T01:00:00.000Z",
      subject: "a",
      data: { key: "a", record: { endDate: "2026-05-31" } },
    },
  ]);
  expect((await look("2026-05-01T01:01:00Z", second.cursor, records)).ids).toEqual([]);
  expect(warnings.at(-1)).toMatch(/1 records of contracts/);
});

test("a time without a server is caught up with, as far as it may be late", async () => {
  const records = [record("a", "2026-05-31"), record("b", "2026-06-01"), record("c", "2026-06-02")];
  const cursor = { until: "2026-04-30T00:00:00.000Z" };
  expect((await look("2026-05-03T02:00:00Z", cursor, records)).ids).toEqual(["c@2026-05-03T01:00:00.000Z"]);
  expect((await look("2026-05-03T02:00:00Z", cursor, records, { within: "3d" })).ids).toEqual([
    "a@2026-05-01T01:00:00.000Z",
    "b@2026-05-02T01:00:00.000Z",
    "c@2026-05-03T01:00:00.000Z",
  ]);
});

test("another date fires anew, and a record that is entered late still fires", async () => {
  const cursor = { until: "2026-05-01T01:00:00.000Z" };
  const late = record("late", "2026-05-30", "2026-05-01T01:00:30Z");
  expect((await look("2026-05-01T01:01:00Z", cursor, [late], { within: "2d" })).ids).toEqual([
    "late@2026-04-30T01:00:00.000Z",
  ]);
  const moved = record("a", "2026-06-01", "2026-05-01T01:00:30Z");
  expect((await look("2026-05-02T01:00:00Z", { until: "2026-05-02T00:59:00.000Z" }, [moved])).ids).toEqual([
    "a@2026-05-02T01:00:00.000Z",
  ]);
});
