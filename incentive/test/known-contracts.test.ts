/** A contract that comes again: the same is known, another amount is proposed, and so is whatever else is otherwise. */
import { expect, test } from "vitest";
import { by, runOf, sourceRows, startLedger, type SourceContract, type TestLedger } from "./ledger-fixture.ts";

const may = "BJ-2025-05";
const september = "SH-2025-09";
const first: SourceContract = { id: "c-1", who: "李青", yuan: 5_000, day: "2025-05-02", project: "GD-1" };

const run = ({ incentives }: TestLedger, contracts: readonly SourceContract[], campaign = may) =>
  incentives.run(runOf(campaign, sourceRows(contracts)));

async function aside({ incentives }: TestLedger, campaign = may) {
  const rows = await incentives.listQuarantine(campaign, { limit: 10, open: true });
  return rows.map(({ code, contract, row, message }) => ({ code, contract, row, message }));
}

async function books(ledger: TestLedger) {
  return ledger.rows("select * from belfry.incentive_contracts c, belfry.incentive_entries e order by c.id, e.id");
}

async function proposed({ incentives }: TestLedger, campaign = may) {
  const waiting = await incentives.listCorrections(campaign, { limit: 10, state: "proposed" });
  return waiting.map(({ contract, kind, amountFen, beforeFen, facts }) => ({
    contract,
    kind,
    amountFen,
    beforeFen,
    facts,
  }));
}

test("the same row again is known, and nothing else", async () => {
  await using ledger = await startLedger();
  await ledger.incentives.installCampaign(may, { by });
  await run(ledger, [first]);
  expect(await run(ledger, [first])).toMatchObject({ booked: 0, known: 1, quarantined: 0, proposed: 0 });
  expect(await aside(ledger)).toEqual([]);
});

const noon = (day: string) => `${day}T10:00:00.000+08:00`;

test.each<[string, Partial<SourceContract>, string, string, string]>([
  ["another person", { who: "王芳" }, "housekeeper", "李青", "王芳"],
  ["another provider", { provider: "和泰" }, "provider", "顺达", "和泰"],
  ["another day", { day: "2025-05-09" }, "signedAt", noon("2025-05-02"), noon("2025-05-09")],
  ["another project", { project: "GD-2" }, "project", "GD-1", "GD-2"],
  ["another order type", { type: 1 }, "orderType", "platform", "selfReferral"],
])("%s of a booked contract is proposed once with what was and is said, and the books stay", async (...row) => {
  const [_what, other, fact, before, after] = row;
  await using ledger = await startLedger();
  await ledger.incentives.installCampaign(may, { by });
  await run(ledger, [first]);
  const booked = await books(ledger);
  expect(await run(ledger, [{ ...first, ...other }])).toMatchObject({
    booked: 0,
    known: 1,
    quarantined: 0,
    proposed: 1,
  });
  const proposal = {
    contract: "c-1",
    kind: "facts",
    amountFen: null,
    beforeFen: 500_000,
    facts: [{ fact, before, after }],
  };
  expect(await proposed(ledger)).toEqual([proposal]);
  expect(await books(ledger)).toEqual(booked);
  // It comes every few minutes and is proposed once; when the source says again what is booked, nothing waits.
  expect(await run(ledger, [{ ...first, ...other }])).toMatchObject({ proposed: 0 });
  expect(await proposed(ledger)).toEqual([proposal]);
  await run(ledger, [first]);
  expect(await proposed(ledger)).toEqual([]);
});

test("an amount that its source takes back, and a contract that is there again, wait for nobody", async () => {
  await using ledger = await startLedger();
  const { incentives } = ledger;
  await incentives.installCampaign(may, { by });
  const second = { ...first, id: "c-2" };
  await run(ledger, [first, second]);
  await incentives.run(runOf(may, sourceRows([{ ...first, yuan: 7_000 }]), { complete: true }));
  expect((await proposed(ledger)).map(({ kind }) => kind).toSorted()).toEqual(["amount", "withdrawn"]);
  await run(ledger, [first, second]);
  expect(await proposed(ledger)).toEqual([]);
});

test("another address is proposed where addresses decide, with another amount in the same proposal", async () => {
  await using ledger = await startLedger();
  await ledger.incentives.installCampaign(september, { by });
  const referral = { ...first, day: "2025-09-02", type: 1, address: "朝阳路1号" };
  await run(ledger, [referral], september);
  const moved = { ...referral, address: "朝阳路2号", yuan: 6_000 };
  expect(await run(ledger, [moved], september)).toMatchObject({ known: 1, quarantined: 0, proposed: 1 });
  const facts = [{ fact: "address", before: "朝阳路1号", after: "朝阳路2号" }];
  expect(await proposed(ledger, september)).toMatchObject([{ kind: "facts", amountFen: 600_000, facts }]);
});

test("a source without a column, a contract that was withdrawn and a person who was erased are no differences", async () => {
  await using ledger = await startLedger();
  const { incentives } = ledger;
  await incentives.installCampaign(may, { by });
  await run(ledger, [first, { ...first, id: "c-2", who: "王芳" }]);
  const few = sourceRows([first]).map(({ orgName: _provider, sourceType: _type, ...row }) => row);
  expect(await incentives.run(runOf(may, few))).toMatchObject({ known: 1, proposed: 0 });
  await incentives.correct(may, { contract: "c-1", change: { withdrawn: true }, reason: "退单" }, { by });
  expect(await run(ledger, [{ ...first, who: "赵敏" }])).toMatchObject({ known: 1, proposed: 0 });
  await incentives.erasePerson(["王芳"]);
  expect(await run(ledger, [{ ...first, id: "c-2", who: "王芳" }])).toMatchObject({ known: 1, proposed: 0 });
});

test("an id that comes twice in one source with other figures is named with both, and the first is booked", async () => {
  await using ledger = await startLedger();
  await ledger.incentives.installCampaign(may, { by });
  const twice = await run(ledger, [first, { ...first, yuan: 7_000 }]);
  expect(twice).toMatchObject({ booked: 1, quarantined: 1, proposed: 0 });
  const message = "The contract c-1 stands in row 2 already, there with 5,000 yuan and here with 7,000.";
  expect(await aside(ledger)).toEqual([{ code: "duplicateDiffers", contract: "c-1", row: 3, message }]);
});
