/** What runs read is kept for a time, and then it is gone and the run says so. */
import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { by, runOf, sourceRows, startLedger, type SourceContract, type TestLedger } from "./ledger-fixture.ts";

const campaign = "BJ-2025-05";
const csv =
  "_id,serviceHousekeeper,orgName,contractdocNum,adjustRefundMoney,serviceAppointmentNum,signedDate\nc-9,李青,顺达,HT-9,5000,GD-9,2025-05-09\n";

function runFile({ incentives }: TestLedger, file: string, content: string) {
  return incentives.runFile({ campaign, file, content: pieces(content), author: "wang" });
}

async function* pieces(text: string) {
  for (let at = 0; at < text.length; at += 20) yield Buffer.from(text.slice(at, at + 20));
}

async function archivesOf({ incentives }: TestLedger) {
  return (await incentives.listRuns(campaign, { limit: 10 })).map(({ source, archive }) => [source, archive?.state]);
}

test("the source of every run is kept: a file as it came, rows as a CSV that is read again as they were", async () => {
  await using ledger = await startLedger();
  const { incentives } = ledger;
  await incentives.installCampaign(campaign, { by });
  const rows = sourceRows([{ id: "c-1" }, { id: "c-2", yuan: "abc" }, { id: "c-3", who: '=HYPERLINK("x")' }]);
  const { run } = await incentives.run(runOf(campaign, rows));
  const { path, bytes, source } = await incentives.archive(campaign, run);
  const text = await readFile(path, "utf8");
  expect(source).toBe("test");
  expect(Buffer.byteLength(text)).toBe(bytes);
  const lines = text.split("\r\n");
  expect(lines[0]).toMatch(/^\uFEFF_id,province,/);
  expect(lines).toHaveLength(5);
  expect(lines[2]).toContain(",abc,");
  expect(lines[3]).toContain(`"'=HYPERLINK(""x"")"`);
  // The apostrophe that keeps a formula from running is another name, and is told as one.
  expect(await runFile(ledger, "again.csv", text)).toMatchObject({
    rows: 3,
    booked: 0,
    known: 2,
    quarantined: 1,
    proposed: 1,
  });

  const given = await runFile(ledger, "五月.csv", csv);
  expect(await readFile((await incentives.archive(campaign, given.run)).path, "utf8")).toBe(csv);
  expect(await archivesOf(ledger)).toEqual([
    ["五月.csv", "kept"],
    ["again.csv", "kept"],
    ["test", "kept"],
  ]);
});

test("after their time archives are gone, and the run says so", async () => {
  await using ledger = await startLedger();
  const { incentives, database } = ledger;
  await database.clock.set("2025-05-10T08:00:00+08:00");
  await incentives.installCampaign(campaign, { by });
  const { run } = await runFile(ledger, "五月.csv", csv);
  const { path } = await incentives.archive(campaign, run);
  await database.clock.set("2025-06-13T08:00:00+08:00");
  await incentives.expire(new Date("2025-01-01"));
  expect(await archivesOf(ledger)).toEqual([["五月.csv", "kept"]]);

  await database.clock.set("2025-06-14T08:00:00+08:00");
  // Before anybody removed it.
  await expect(incentives.archive(campaign, run)).rejects.toMatchObject({ code: "ARTIFACT_NOT_FOUND" });
  await incentives.expire(new Date("2025-01-01"));
  await expect(readFile(path)).rejects.toMatchObject({ code: "ENOENT" });
  const [gone] = await incentives.listRuns(campaign, { limit: 1 });
  expect(gone).toMatchObject({ booked: 1, archive: { state: "gone", until: new Date("2025-06-14T08:00:00+08:00") } });
  await expect(incentives.archive(campaign, run)).rejects.toMatchObject({
    message: expect.stringContaining(`What run ${run} read is not kept any more.`) as string,
  });
  await expect(incentives.archive(campaign, run + 1)).rejects.toMatchObject({ code: "ARTIFACT_NOT_FOUND" });
});

test("runs of one day that read the same share a file, which goes with the last of them", async () => {
  await using ledger = await startLedger();
  const { incentives, database } = ledger;
  await incentives.installCampaign(campaign, { by });
  const pathAt = async (time: string, contracts: readonly SourceContract[]) => {
    await database.clock.set(time);
    const { run } = await incentives.run(runOf(campaign, sourceRows(contracts)));
    return (await incentives.archive(campaign, run)).path;
  };
  const one = [{ id: "c-1" }];
  const first = await pathAt("2025-05-10T08:00:00+08:00", one);
  expect(await pathAt("2025-05-10T08:10:00+08:00", one)).toBe(first);
  const other = await pathAt("2025-05-10T08:20:00+08:00", [...one, { id: "c-2" }]);
  expect(other).not.toBe(first);
  expect(await pathAt("2025-05-11T07:59:00+08:00", one)).toBe(first);
  // The next day's is a file of its own: none is older than a day when it is shared.
  expect(await pathAt("2025-05-11T08:10:00+08:00", one)).not.toBe(first);

  await database.clock.set("2025-06-14T09:00:00+08:00");
  await incentives.expire(new Date("2025-01-01"));
  expect((await archivesOf(ledger)).map(([, state]) => state)).toEqual(["kept", "kept", "gone", "gone", "gone"]);
  expect(await readFile(first, "utf8")).toContain("c-1");
  await expect(readFile(other)).rejects.toMatchObject({ code: "ENOENT" });
  await database.clock.set("2025-06-15T08:00:00+08:00");
  await incentives.expire(new Date("2025-01-01"));
  await expect(readFile(first)).rejects.toMatchObject({ code: "ENOENT" });
});

test("a person who is erased is gone from a file that runs share, for all of them", async () => {
  await using ledger = await startLedger();
  const { incentives } = ledger;
  await incentives.installCampaign(campaign, { by });
  const rows = sourceRows([{ id: "c-1", who: "李青" }]);
  const runs = [await incentives.run(runOf(campaign, rows)), await incentives.run(runOf(campaign, rows))];
  expect(await incentives.erasePerson(["李青"])).toMatchObject({ incentive_archives: 1 });
  for (const { run } of runs)
    await expect(incentives.archive(campaign, run)).rejects.toMatchObject({ code: "ARTIFACT_NOT_FOUND" });
});

test("a run that failed keeps nothing", async () => {
  await using ledger = await startLedger();
  await ledger.incentives.installCampaign(campaign, { by });
  await expect(ledger.incentives.run(runOf(campaign, [{ _id: "c-1" }]))).rejects.toMatchObject({
    code: "CONTRACTS_UNREADABLE",
  });
  expect(await archivesOf(ledger)).toEqual([["test", undefined]]);
});

test("archives that name a person are found, and go when the person is erased", async () => {
  await using ledger = await startLedger();
  const { incentives } = ledger;
  await incentives.installCampaign(campaign, { by });
  const { run } = await incentives.run(runOf(campaign, sourceRows([{ id: "c-1", who: "王小明" }])));
  const { path } = await incentives.archive(campaign, run);
  await incentives.run(runOf(campaign, sourceRows([{ id: "c-2", who: "李青" }])));
  const found = (await incentives.findPerson(["王小明"])).filter(({ place }) => place === "incentive_archives");
  expect(found).toEqual([{ place: "incentive_archives", row: { run, campaign_id: 1 } }]);
  expect(await incentives.erasePerson(["王小明"])).toMatchObject({ incentive_archives: 1 });
  await expect(readFile(path)).rejects.toMatchObject({ code: "ENOENT" });
  const archives = (await incentives.listRuns(campaign, { limit: 5 })).map(({ archive }) => archive?.state);
  expect(archives).toEqual(["kept", "gone"]);
  expect(await incentives.erasePerson(["王小明"])).toEqual({});
});
