import { expect, test } from "vitest";
import { by, manyContracts, runOf, sourceRows, startLedger } from "./ledger-fixture.ts";

const campaign = "BJ-2025-05";

test("contracts of a source are booked once, and the second time nothing is new", async () => {
  await using ledger = await startLedger();
  const { incentives } = ledger;
  await incentives.installCampaign(campaign, { by });
  const rows = sourceRows(manyContracts(60));
  const first = await incentives.run(runOf(campaign, rows));
  expect(first).toMatchObject({ rows: 60, booked: 60, known: 0, quarantined: 0 });
  expect(first.rewards).toBeGreaterThan(0);
  const before = await ledger.rows("select * from belfry.incentive_entries order by id");
  expect(await incentives.run(runOf(campaign, rows))).toMatchObject({ rows: 60, booked: 0, known: 60, rewards: 0 });
  expect(await ledger.rows("select * from belfry.incentive_entries order by id")).toEqual(before);
  expect(await incentives.verifyIncentives()).toEqual([{ campaign, entries: before.length, wrong: [] }]);
});

test("in parts or at once, the ledger says the same", async () => {
  await using ledger = await startLedger();
  const { incentives } = ledger;
  const rows = sourceRows(manyContracts(120));
  const standing = () =>
    ledger.rows("select contract_id, sequence, counted_fen, figures from belfry.incentive_contracts order by sequence");
  await incentives.installCampaign(campaign, { by });
  for (let at = 0; at < rows.length; at += 17) await incentives.run(runOf(campaign, rows.slice(at, at + 17)));
  const inParts = await standing();
  await using other = await startLedger();
  await other.incentives.installCampaign(campaign, { by });
  await other.incentives.run(runOf(campaign, rows));
  const atOnce = await other.rows(
    "select contract_id, sequence, counted_fen, figures from belfry.incentive_contracts order by sequence",
  );
  expect(inParts).toHaveLength(120);
  expect(inParts).toEqual(atOnce);
});

test("two runs at once book everything once", async () => {
  await using ledger = await startLedger();
  const { incentives } = ledger;
  await incentives.installCampaign(campaign, { by });
  const rows = sourceRows(manyContracts(200));
  const results = await Promise.all(
    [rows, rows.toReversed(), rows].map((source) => incentives.run(runOf(campaign, source))),
  );
  expect(results.map(({ booked }) => booked).reduce((sum, n) => sum + n)).toBe(200);
  const sequences = await ledger.rows<{ sequence: number }>(
    "select sequence from belfry.incentive_contracts order by sequence",
  );
  expect(sequences.map(({ sequence }) => sequence)).toEqual(rows.map((_, n) => n + 1));
  expect((await incentives.verifyIncentives())[0]?.wrong).toEqual([]);
});

test("rows that are wrong are put aside with the reason, and the rest goes on", async () => {
  await using ledger = await startLedger();
  const { incentives } = ledger;
  await incentives.installCampaign(campaign, { by });
  const bad = [
    { id: "c-1", yuan: "abc" },
    { id: "c-2", yuan: -5 },
    { id: "c-3", day: "2025-07-01" },
    { id: "c-4" },
    { id: "c-4" },
  ];
  const rows = sourceRows(bad);
  expect(await incentives.run(runOf(campaign, rows))).toMatchObject({ rows: 5, booked: 1, quarantined: 4 });
  const quarantine = () =>
    ledger.rows<{ code: string; times: number; open: boolean }>(
      "select code, times, resolved_at is null as open from belfry.incentive_quarantine order by id",
    );
  expect(await quarantine()).toEqual([
    { code: "notANumber", times: 1, open: true },
    { code: "negative", times: 1, open: true },
    { code: "outsidePeriod", times: 1, open: true },
    // Its first row was booked.
    { code: "duplicate", times: 1, open: true },
  ]);
  // The next run finds the same rows wrong, and one was corrected at its source.
  await incentives.run(runOf(campaign, sourceRows([{ id: "c-1", yuan: 500 }, ...bad.slice(1)])));
  expect((await quarantine()).map(({ times, open }) => [times, open])).toEqual([
    [1, false],
    [2, true],
    [2, true],
    [2, true],
  ]);
});

test("a changed amount and a contract that left a complete source are proposed and not booked", async () => {
  await using ledger = await startLedger();
  const { incentives } = ledger;
  await incentives.installCampaign(campaign, { by });
  await incentives.run(
    runOf(
      campaign,
      sourceRows([
        { id: "c-1", yuan: 100 },
        { id: "c-2", yuan: 200 },
      ]),
    ),
  );
  const changed = runOf(campaign, sourceRows([{ id: "c-1", yuan: 150 }]), { complete: true });
  expect(await incentives.run(changed)).toMatchObject({ booked: 0, known: 1, proposed: 2 });
  expect(await incentives.run(changed)).toMatchObject({ booked: 0, known: 1, proposed: 0 });
  expect(
    await ledger.rows("select kind, amount_fen, before_fen, state from belfry.incentive_corrections order by id"),
  ).toEqual([
    { kind: "amount", amount_fen: 15_000, before_fen: 10_000, state: "proposed" },
    { kind: "withdrawn", amount_fen: null, before_fen: 20_000, state: "proposed" },
  ]);
  expect(await ledger.rows("select sum(amount_fen)::float8 as sum from belfry.incentive_entries")).toEqual([
    { sum: 30_000 },
  ]);
});

test("what is new is to be told once: the group of every contract, the contact person of every award", async () => {
  await using ledger = await startLedger();
  const { incentives } = ledger;
  await incentives.installCampaign(campaign, { by });
  const rows = sourceRows(manyContracts(6));
  await incentives.run(runOf(campaign, rows));
  const due = await incentives.tellings(campaign, 100);
  expect(due.filter(({ kind }) => kind === "group")).toHaveLength(6);
  // The sixth contract is a lucky one.
  expect(due.find(({ kind }) => kind === "award")).toMatchObject({
    contract: "c-6",
    key: `${campaign}/c-6/award`,
    city: "北京",
  });
  await incentives.told(campaign, { contract: "c-6", kind: "award", messageId: 7 });
  await incentives.told(campaign, { contract: "c-6", kind: "award", messageId: 8 });
  expect(await incentives.tellings(campaign, 100)).toHaveLength(6);
  await incentives.run(runOf(campaign, rows));
  expect(await incentives.tellings(campaign, 100)).toHaveLength(6);
  await expect(incentives.told(campaign, { contract: "c-9", kind: "award" })).rejects.toMatchObject({
    code: "INCENTIVE_CONTRACT_NOT_FOUND",
  });
});

test("an import of the past is booked and announced to nobody", async () => {
  await using ledger = await startLedger();
  const { incentives } = ledger;
  await incentives.installCampaign(campaign, { by });
  await incentives.run(runOf(campaign, sourceRows(manyContracts(6)), { announce: false }));
  expect(await incentives.tellings(campaign, 100)).toEqual([]);
});
