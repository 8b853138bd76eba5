import { afterEach, beforeEach, expect, test } from "vitest";
import type { Incentives } from "../src/index.ts";
import { by, manyContracts, runOf, sourceRows, startLedger, type TestLedger } from "./ledger-fixture.ts";

const campaign = "BJ-2025-05";
/** Six contracts of one person: the sixth is lucky, and with it the first tier is reached. */
const six = Array.from({ length: 6 }, (_, n) => ({ id: `c-${n + 1}`, yuan: 15_000 }));

let ledger: TestLedger;
let incentives: Incentives;
beforeEach(async () => {
  ledger = await startLedger();
  ({ incentives } = ledger);
  await incentives.installCampaign(`${campaign}@2025-05`, { by });
});
afterEach(() => ledger[Symbol.asyncDispose]());

const entries = () => ledger.rows<{ id: number; kind: string }>("select * from belfry.incentive_entries order by id");
const adjustments = () =>
  ledger.rows(
    `select reward_name, contracts, amount_fen, performance_fen, rewards, reward_fen, author, reason, month
     from belfry.incentive_entries where kind = 'adjustment' order by id`,
  );
const people = () => ledger.rows("select * from belfry.incentive_people order by id");
const awards = async () =>
  (await ledger.rows<{ name: string }>("select name from belfry.incentive_awards order by contract, position")).map(
    ({ name }) => name,
  );
const expectSums = async () => {
  for (const { wrong } of await incentives.verifyIncentives()) expect(wrong).toEqual([]);
};

test("a contract that was withdrawn is taken out by adjustments, with author and reason; nothing is deleted", async () => {
  await incentives.run(runOf(campaign, sourceRows(six)));
  expect(await awards()).toEqual(["接好运万元以上", "达标奖"]);
  const before = await entries();
  const change = { contract: "c-2", change: { withdrawn: true }, reason: "客户退单" } as const;
  const { entries: count } = await incentives.correct(campaign, change, { by });
  // The lucky contract stays lucky: nobody else's number moves. The tier is lost with the sixth contract of the person.
  expect(await awards()).toEqual(["接好运万元以上"]);
  const at = { author: "wang", reason: "客户退单", month: "2025-05" };
  expect(await adjustments()).toEqual([
    {
      reward_name: null,
      contracts: -1,
      amount_fen: -1_500_000,
      performance_fen: -1_500_000,
      rewards: 0,
      reward_fen: 0,
      ...at,
    },
    { reward_name: "达标奖", contracts: 0, amount_fen: 0, performance_fen: 0, rewards: -1, reward_fen: -20_000, ...at },
  ]);
  expect(count).toBe(2);
  expect((await entries()).slice(0, before.length)).toEqual(before);
  await expectSums();
  await expect(incentives.correct(campaign, change, { by })).rejects.toMatchObject({
    code: "INCENTIVE_CORRECTION_REFUSED",
  });
  // Its source still has it: it stays withdrawn, and the tier is earned with the next contract.
  await incentives.run(runOf(campaign, sourceRows([...six, { id: "c-7", yuan: 15_000 }])));
  expect(await awards()).toEqual(["接好运万元以上", "达标奖"]);
  await expectSums();
});

test("another amount is booked as the difference, and what was proposed for it is settled", async () => {
  await incentives.run(runOf(campaign, sourceRows(six)));
  await incentives.run(runOf(campaign, sourceRows([{ id: "c-1", yuan: 5_000 }])));
  const told = await incentives.tellings(campaign, 100);
  await incentives.correct(campaign, { contract: "c-1", change: { amountFen: 500_000 }, reason: "录错" }, { by });
  expect(await adjustments()).toMatchObject([
    { reward_name: null, contracts: 0, amount_fen: -1_000_000, performance_fen: -1_000_000 },
  ]);
  expect(await incentives.listCorrections(campaign, { limit: 10 })).toMatchObject([
    {
      contract: "c-1",
      kind: "amount",
      state: "booked",
      amountFen: 500_000,
      beforeFen: 1_500_000,
      entries: 1,
      author: "wang",
    },
  ]);
  expect(await incentives.tellings(campaign, 100)).toEqual(told);
  expect(await incentives.run(runOf(campaign, sourceRows([{ id: "c-1", yuan: 5_000 }])))).toMatchObject({
    proposed: 0,
  });
  await expectSums();
});

test("another person and day are booked as differences of both people, as the source proposed them", async () => {
  await incentives.run(runOf(campaign, sourceRows(six)));
  const told = await incentives.tellings(campaign, 100);
  const before = await entries();
  const moved = runOf(campaign, sourceRows([{ id: "c-1", yuan: 15_000, who: "王芳", day: "2025-05-20" }]));
  expect(await incentives.run(moved)).toMatchObject({ proposed: 1 });
  const facts = { housekeeper: "王芳", signedAt: "2025-05-20T10:00:00.000+08:00" };
  await incentives.correct(campaign, { contract: "c-1", change: { facts }, reason: "管家录错" }, { by });
  // The first person loses a contract and with it the tier; the other one has it on its own day.
  expect(await awards()).toEqual(["接好运万元以上"]);
  expect(await adjustments()).toMatchObject([
    { reward_name: null, contracts: -1, amount_fen: -1_500_000, reason: "管家录错" },
    { reward_name: null, contracts: 1, amount_fen: 1_500_000, reason: "管家录错" },
    { reward_name: "达标奖", contracts: 0, rewards: -1, reward_fen: -20_000 },
  ]);
  expect((await entries()).slice(0, before.length)).toEqual(before);
  expect(await ledger.rows("select name, count as contracts from belfry.incentive_people order by name")).toEqual([
    { name: "李青", contracts: 5 },
    { name: "王芳", contracts: 1 },
  ]);
  expect(await incentives.getContract(campaign, "c-1")).toMatchObject({ housekeeper: "王芳", day: "2025-05-20" });
  expect(await incentives.listCorrections(campaign, { limit: 10 })).toMatchObject([
    { kind: "facts", state: "booked", amountFen: null, facts: [{ fact: "housekeeper" }, { fact: "signedAt" }] },
  ]);
  // Nothing new is told; what was still to be told named the wrong person.
  expect(await incentives.tellings(campaign, 100)).toEqual(told.filter(({ contract }) => contract !== "c-1"));
  expect(await incentives.run(moved)).toMatchObject({ known: 1, proposed: 0 });
  await expectSums();
});

test.each([
  [{ facts: { housekeeper: "李青" } }, "The contract is booked like that already."],
  [{ amountFen: 1_500_000, facts: {} }, "The contract is booked like that already."],
  [{ facts: { signedAt: "next Monday" } }, /It is no date. Write it like/],
  [{ facts: { signedAt: "2025-07-01" } }, /of 2025-07-01, and the period of/],
])("a correction %j is refused with the reason, and the books stay", async (change, reason) => {
  await incentives.run(runOf(campaign, sourceRows(six)));
  const before = await entries();
  await expect(incentives.correct(campaign, { contract: "c-1", change, reason: "x" }, { by })).rejects.toMatchObject({
    code: "INCENTIVE_CORRECTION_REFUSED",
    details: { reason: expect.stringMatching(reason) as string },
  });
  expect(await entries()).toEqual(before);
});

test("what is dismissed is not proposed again while the source says the same", async () => {
  await incentives.run(runOf(campaign, sourceRows(six)));
  const changed = runOf(campaign, sourceRows([{ id: "c-1", yuan: 5_000 }]));
  await incentives.run(changed);
  const [proposed] = await incentives.listCorrections(campaign, { limit: 10 });
  await incentives.dismiss(campaign, proposed?.id ?? 0, { by, reason: "来源有误" });
  // Who proposed it stays beside who decided, when and why.
  expect(await incentives.listCorrections(campaign, { limit: 1 })).toMatchObject([
    {
      state: "dismissed",
      author: "wang",
      reason: expect.stringContaining("The source says") as string,
      decidedBy: by.name,
      decidedAt: expect.any(Date) as Date,
      decisionReason: "来源有误",
    },
  ]);
  expect(await incentives.run(changed)).toMatchObject({ proposed: 0 });
  expect(await incentives.run(runOf(campaign, sourceRows([{ id: "c-1", yuan: 6_000 }])))).toMatchObject({
    proposed: 1,
  });
  await expect(incentives.dismiss(campaign, proposed?.id ?? 0, { by, reason: "来源有误" })).rejects.toMatchObject({
    code: "INCENTIVE_CORRECTION_REFUSED",
  });
  await expect(incentives.dismiss(campaign, 999, { by, reason: "来源有误" })).rejects.toMatchObject({
    code: "INCENTIVE_CORRECTION_NOT_FOUND",
  });
});

test("another revision in force books the differences once, and tells nobody again", async () => {
  await incentives.run(runOf(campaign, sourceRows(six)));
  const told = await incentives.tellings(campaign, 100);
  const { definition } = await incentives.getCampaign(campaign);
  const revised = { ...definition, revision: "2025-06", awards: { ...(definition["awards"] as object), 达标奖: 300 } };
  const saved = await incentives.putCampaign(revised, { by, reason: "奖励上调" });
  expect(saved).toEqual({ campaign, revision: "2025-06", adjustments: 1 });
  expect(await adjustments()).toMatchObject([
    { reward_name: "达标奖", rewards: 0, reward_fen: 10_000, reason: "奖励上调" },
  ]);
  expect((await incentives.putCampaign(revised, { by })).adjustments).toBe(0);
  expect(await incentives.tellings(campaign, 100)).toEqual(told);
  const other = { ...revised, name: "另一个名称" };
  await expect(incentives.putCampaign(other, { by })).rejects.toMatchObject({ code: "CAMPAIGN_REVISION_EXISTS" });
  expect((await incentives.getCampaign(campaign)).revisions.map(({ revision }) => revision)).toEqual([
    "2025-06",
    "2025-05",
  ]);
  await expectSums();
});

test("in a month that is closed nothing is booked: what comes late is put aside, a correction stands in the open month", async () => {
  await ledger.database.clock.set("2025-06-03T10:00:00+08:00");
  await incentives.run(runOf(campaign, sourceRows(six)));
  const settlement = await incentives.settle(campaign, "2025-05", { by });
  expect(settlement).toMatchObject({ contracts: 6, amountFen: 9_000_000, rewards: 2, closedBy: "wang" });
  await expect(incentives.settle(campaign, "2025-05", { by })).rejects.toMatchObject({
    code: "INCENTIVE_MONTH_CLOSED",
  });
  const late = runOf(campaign, sourceRows([...six, { id: "c-7" }]));
  expect(await incentives.run(late)).toMatchObject({ booked: 0, known: 6, quarantined: 1 });
  expect(await incentives.listQuarantine(campaign, { limit: 10 })).toMatchObject([
    { contract: "c-7", code: "monthClosed" },
  ]);
  await incentives.correct(campaign, { contract: "c-1", change: { withdrawn: true }, reason: "退单" }, { by });
  expect(await adjustments()).toMatchObject([{ month: "2025-06" }, { month: "2025-06" }]);
  await incentives.settle(campaign, "2025-06", { by });
  const nowhere = incentives.correct(
    campaign,
    { contract: "c-2", change: { withdrawn: true }, reason: "退单" },
    { by },
  );
  await expect(nowhere).rejects.toMatchObject({ code: "INCENTIVE_MONTH_CLOSED" });
  await expectSums();
  await incentives.reopen(campaign, "2025-05", { by, reason: "漏录" });
  expect(await incentives.run(late)).toMatchObject({ booked: 1 });
  await expect(incentives.reopen(campaign, "2025-05", { by, reason: "x" })).rejects.toMatchObject({
    code: "INCENTIVE_MONTH_OPEN",
  });
});

test("evaluating anew what stands changes nothing", async () => {
  await incentives.run(runOf(campaign, sourceRows(manyContracts(300))));
  const [before, standing] = [await people(), await awards()];
  const { definition } = await incentives.getCampaign(campaign);
  expect((await incentives.putCampaign({ ...definition, revision: "2025-05-b" }, { by })).adjustments).toBe(0);
  expect(await people()).toEqual(before);
  expect(await awards()).toEqual(standing);
  await expectSums();
});

const broadcastRows = (list: readonly { id: string; yuan: number }[]) =>
  sourceRows(list, "2026-01-05").map((row, n) => ({ ...row, 计入业绩金额: list[n]?.yuan }));

test("a campaign that recomputes follows its source: new ones, changed ones, and those that left", async () => {
  const broadcast = "BJ-PERFORMANCE-BROADCAST";
  await incentives.installCampaign(broadcast, { by });
  const first = broadcastRows(six);
  expect(await incentives.run(runOf(broadcast, first))).toMatchObject({ booked: 6, known: 0 });
  expect(await incentives.run(runOf(broadcast, first))).toMatchObject({ booked: 0, known: 6 });
  await incentives.told(broadcast, { contract: "c-1", kind: "group" });
  const changed = broadcastRows([{ id: "c-1", yuan: 20_000 }, ...six.slice(2), { id: "c-7", yuan: 100 }]);
  expect(await incentives.run(runOf(broadcast, changed))).toMatchObject({ booked: 1, known: 5 });
  const totals = await incentives.totals({ campaign: broadcast, scope: null });
  expect(totals).toMatchObject({ contracts: 6, amountFen: 2_000_000 + 4 * 1_500_000 + 10_000 });
  // c-1 was told and c-2 is gone.
  expect((await incentives.tellings(broadcast, 100)).map(({ contract }) => contract)).toEqual([
    "c-3",
    "c-4",
    "c-5",
    "c-6",
    "c-7",
  ]);
  // A source that answers with nothing is not the end of all contracts.
  expect(await incentives.run(runOf(broadcast, []))).toMatchObject({ booked: 0 });
  expect((await incentives.totals({ campaign: broadcast, scope: null })).contracts).toBe(6);
  await expectSums();
});
