import type { SlotReconciliation, SlotView } from "@belfry/engine";
import { startSmtpSink, type SmtpSink } from "@belfry/testkit";
import { afterAll, beforeAll, expect, test } from "vitest";
import { mornings } from "../support/mornings.ts";
import { startDormitory, type Dormitory } from "../support/start-dormitory.ts";
import { until } from "../support/until.ts";

let sink: SmtpSink;
let dormitory: Dormitory;

beforeAll(async () => {
  // A mail server that outlives Belfry.
  sink = await startSmtpSink();
  dormitory = await startDormitory({ mail: { port: sink.port } });
  await dormitory.setGroups([
    { username: "admin", buildings: ["1"], recipients: ["dean@campus.example"], subjectPrefix: "【公寓晚归】" },
  ]);
});
afterAll(async () => {
  await dormitory?.[Symbol.asyncDispose]();
  await sink?.close();
});

/** Belfry goes down, and comes back when it is this late. */
async function downUntil(time: string): Promise<void> {
  await dormitory.stop();
  await dormitory.database.clock.set(time);
  await dormitory.start();
}

async function slots(): Promise<(readonly [string, string, number])[]> {
  const { items } = await dormitory.api<{ items: SlotView[] }>(
    "GET",
    "/v1/rules/dorm-late-return/slots?from=2026-03-01T00:00:00Z&until=2026-04-01T00:00:00Z",
  );
  return items
    .filter(({ fate }) => fate !== "planned")
    .map(({ from, fate, n }) => [String(from).slice(0, 10), fate, n] as const);
}

test("a morning that Belfry slept through is made up for within six hours, with the list of that night", async () => {
  await downUntil("2026-03-02T03:30:00Z");
  const [parent] = await mornings(dormitory, 1);
  expect(parent).toMatchObject({ state: "success", trigger: { dueAt: "2026-03-01T22:00:00.000Z" } });
  expect(sink.mails.map(({ parsed }) => parsed.subject)).toEqual(["【公寓晚归】admin - 2026-03-02"]);
  expect(await slots()).toEqual([["2026-03-01", "fired", 1]]);
});

test("after more than six hours it is missed, and says so", async () => {
  await downUntil("2026-03-03T04:00:01Z");
  const fates = await until("the missed slot has its fate", async () => {
    const found = await slots();
    return found.length > 1 ? found : undefined;
  });
  expect(fates).toEqual([
    ["2026-03-01", "fired", 1],
    ["2026-03-02", "missed", 1],
  ]);
  expect(sink.mails).toHaveLength(1);
});

test("of several nights only the latest is made up for, and every one is accounted for", async () => {
  await downUntil("2026-03-06T23:00:00Z");
  const [, second] = await mornings(dormitory, 2);
  expect(second).toMatchObject({ state: "success", trigger: { dueAt: "2026-03-06T22:00:00.000Z" } });
  expect(sink.mails.map(({ parsed }) => parsed.subject)).toEqual([
    "【公寓晚归】admin - 2026-03-02",
    "【公寓晚归】admin - 2026-03-07",
  ]);
  const counted = await dormitory.api<SlotReconciliation>("GET", "/v1/rules/dorm-late-return/reconciliation");
  expect(counted).toMatchObject({ fates: { fired: 2, missed: 4 }, planned: 1, balanced: true });
});
