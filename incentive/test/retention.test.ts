import { expect, test } from "vitest";
import { by, runOf, sourceRows, startLedger, type TestLedger } from "./ledger-fixture.ts";

const campaign = "BJ-2025-05";
const books = ["contracts", "entries", "awards", "settlements", "people", "days", "day_rewards", "revisions"];

async function count(ledger: TestLedger, table: string): Promise<number> {
  const [row] = await ledger.rows<{ n: number }>(`select count(*)::int as n from belfry.incentive_${table}`);
  return row?.n ?? 0;
}

async function counts(ledger: TestLedger): Promise<Record<string, number>> {
  const all: Record<string, number> = {};
  for (const table of books) all[table] = await count(ledger, table);
  return all;
}

test("runs, texts, rows and proposals that are over go after their time, and the books stay", async () => {
  await using ledger = await startLedger();
  const { incentives, database } = ledger;
  await database.clock.set("2025-06-02T08:00:00+08:00");
  await incentives.installCampaign(campaign, { by });
  const six = Array.from({ length: 6 }, (_, n) => ({ id: `c-${n + 1}`, yuan: 15_000 }));
  const late = { id: "c-7", day: "2025-07-01" };
  await incentives.run(runOf(campaign, sourceRows([...six, { id: "c-bad", yuan: "abc" }, late])));
  // Comes in order.
  await incentives.run(runOf(campaign, sourceRows([{ id: "c-bad", yuan: 500 }])));
  // Finds everything known, as nearly every run does.
  for (let n = 0; n < 3; n += 1) await incentives.run(runOf(campaign, sourceRows(six)));
  await incentives.told(campaign, { contract: "c-1", kind: "group", messageId: 7 });
  await incentives.correct(campaign, { contract: "c-2", change: { withdrawn: true }, reason: "退单" }, { by });
  await incentives.run(runOf(campaign, sourceRows([{ id: "c-3", yuan: 5 }])));
  const [proposed] = await incentives.listCorrections(campaign, { limit: 1, state: "proposed" });
  await incentives.dismiss(campaign, proposed?.id ?? 0, { by, reason: "来源有误" });
  await incentives.settle(campaign, "2025-05", { by });
  const before = await counts(ledger);

  await incentives.expire(new Date("2025-06-02T00:00:00+08:00"));
  expect(await count(ledger, "runs")).toBe(6);
  expect(await count(ledger, "tellings")).toBeGreaterThan(7);

  await database.clock.set("2025-12-01T08:00:00+08:00");
  await incentives.expire(new Date("2025-06-03T00:00:00+08:00"));
  expect(await counts(ledger)).toEqual(before);
  // Those that booked something, and the one that proposed.
  expect((await incentives.listRuns(campaign, { limit: 10 })).map(({ booked, proposed: p }) => [booked, p])).toEqual([
    [0, 1],
    [1, 0],
    [6, 0],
  ]);
  // Of what was said the text goes, and that it was said stays.
  expect(
    await ledger.rows("select distinct state from belfry.incentive_tellings where text <> '' order by state"),
  ).toEqual([{ state: "due" }]);
  const { tellings } = await incentives.getContract(campaign, "c-1");
  expect(tellings.find(({ kind }) => kind === "group")).toMatchObject({ state: "told", text: "", messageId: 7 });
  let list = "";
  for await (const piece of await incentives.performanceList(campaign)) list += piece;
  const [header = "", ...lines] = list.split("\r\n").map((line) => line.split(","));
  const [id, sent] = ["合同ID(_id)", "是否发送通知"].map((name) => header.indexOf(name));
  const marks = Object.fromEntries(lines.map((line) => [line[id ?? -1], line[sent ?? -1]]));
  expect(marks).toMatchObject({ "c-1": "Y", "c-4": "N" });
  // A row that nobody has put in order waits, however old.
  expect((await incentives.listQuarantine(campaign, { limit: 10 })).map(({ contract }) => contract)).toEqual(["c-7"]);
  expect((await incentives.verifyIncentives())[0]?.wrong).toEqual([]);
  // What was dismissed is remembered, and what was said is not said again.
  expect(await incentives.run(runOf(campaign, sourceRows([{ id: "c-3", yuan: 5 }])))).toMatchObject({ proposed: 0 });
  await incentives.run(runOf(campaign, sourceRows(six)));
  expect((await incentives.tellings(campaign, 100)).map(({ contract }) => contract)).not.toContain("c-1");
  await incentives.run(runOf(campaign, sourceRows([{ id: "c-3", yuan: 6 }])));
  const [again] = await incentives.listCorrections(campaign, { limit: 1, state: "proposed" });
  await incentives.dismiss(campaign, again?.id ?? 0, { by, reason: "来源有误" });
  await incentives.expire(new Date("2025-12-02T00:00:00+08:00"));
  const kept = await incentives.listCorrections(campaign, { limit: 10 });
  expect(kept.map(({ contract, state, amountFen }) => [contract, state, amountFen])).toEqual([
    ["c-3", "dismissed", 600],
    ["c-2", "booked", null],
  ]);
});

const performance = (yuan: number) =>
  sourceRows([{ id: "c-1", yuan }], "2026-01-05").map((row) => ({ ...row, 计入业绩金额: yuan }));

test("a run that adjusted what was booked stays", async () => {
  await using ledger = await startLedger();
  const { incentives, database } = ledger;
  const broadcast = "BJ-PERFORMANCE-BROADCAST";
  await database.clock.set("2026-01-06T08:00:00+08:00");
  await incentives.installCampaign(broadcast, { by });
  for (const yuan of [100, 200, 200]) await incentives.run(runOf(broadcast, performance(yuan)));
  await incentives.expire(new Date("2026-02-01T00:00:00+08:00"));
  const runs = await incentives.listRuns(broadcast, { limit: 10 });
  expect(runs.map(({ id }) => id)).toEqual([2, 1]);
});
