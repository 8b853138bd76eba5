import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createLossyStore, type Losses, type LossMoment, type StoreOperation } from "@belfry/testkit";
import { describe, expect, test } from "vitest";
import { createIncentives } from "../../src/index.ts";
import { by, manyContracts, runOf, sourceRows, startLedger, type TestLedger } from "../ledger-fixture.ts";
import { chapters, type Chapter } from "./chapters.ts";
import { readBooks, type Books } from "./read-books.ts";

const campaign = "BJ-2025-05";
const golden = join(import.meta.dirname, "../sql/golden");
/** What changes rows or takes locks on them. */
const writes = /\b(?:insert into|update \w|delete from|for (?:no key )?update)/i;
const wanted = readdirSync(golden)
  .filter((file) => writes.test(readFileSync(join(golden, file), "utf8")))
  .map((file) => file.replace(/\.sql$/, ""));
/** The writing statements whose answers were lost, by moment. */
const covered: Record<LossMoment, Set<string>> = { "after-commit": new Set(), "before-commit": new Set() };

/** The undisturbed telling of each chapter, which those with losses are compared with. */
const undisturbed = new Map<Chapter, Promise<Books>>();

async function tell(chapter: Chapter, losses: Losses | undefined): Promise<Books> {
  await using ledger = await startLedger();
  await ledger.database.clock.set("2025-06-03T10:00:00+08:00");
  const lossy = createLossyStore(ledger.database.store);
  if (losses !== undefined) lossy.begin(losses);
  const { archiveDays } = chapter;
  const { files } = ledger;
  await chapter.tell(
    createIncentives({ store: lossy.store, files, ...(archiveDays !== undefined && { archiveDays }) }),
  );
  lossy.end();
  if (losses !== undefined)
    for (const { statements } of lossy.lost) for (const name of statements) covered[losses.moment].add(name);
  for (const { wrong } of await ledger.incentives.verifyIncentives()) expect(wrong).toEqual([]);
  // Awaited here: the database is gone when this returns.
  return await readBooks(ledger);
}

/** The first answer of each kind of operation is lost, and the third: by then the first has been made up for. */
const loses = ({ nth }: StoreOperation): boolean => nth === 1 || nth === 3;

const moments: readonly LossMoment[] = ["after-commit", "before-commit"];
const cases = chapters.flatMap((chapter) => moments.map((moment) => ({ name: chapter.name, chapter, moment })));

describe("whatever answer is lost, everything is booked once", () => {
  test.each(cases)("$name: the answer is lost $moment", async ({ chapter, moment }) => {
    if (!undisturbed.has(chapter)) undisturbed.set(chapter, tell(chapter, undefined));
    expect(await tell(chapter, { moment, loses })).toEqual(await undisturbed.get(chapter));
  });
});

test.each(moments)("every statement of the ledger that writes has lost an answer %s", (moment) => {
  expect(wanted.filter((name) => !covered[moment].has(name))).toEqual([]);
});

async function losingTheEndOfRuns(ledger: TestLedger, moment: LossMoment) {
  await ledger.incentives.installCampaign(campaign, { by });
  const lossy = createLossyStore(ledger.database.store);
  lossy.begin({ moment, loses: ({ statements }) => statements.includes("incentive-end-run") });
  return createIncentives({ store: lossy.store, files: ledger.files });
}
const states = async (ledger: TestLedger) =>
  (await ledger.incentives.listRuns(campaign, { limit: 10 })).map(({ state }) => state);

test("a run that was noted as done stays done, although its process did not hear of it", async () => {
  await using ledger = await startLedger();
  const incentives = await losingTheEndOfRuns(ledger, "after-commit");
  const run = incentives.run(runOf(campaign, sourceRows(manyContracts(3))));
  await expect(run).rejects.toMatchObject({ code: "DATABASE_UNREACHABLE" });
  expect(await states(ledger)).toEqual(["done"]);
});

test("a source that cannot be read is what the caller hears of, also when the database is gone with it", async () => {
  await using ledger = await startLedger();
  const incentives = await losingTheEndOfRuns(ledger, "before-commit");
  const run = incentives.run(runOf(campaign, [{ _id: "c-1" }]));
  await expect(run).rejects.toMatchObject({ code: "CONTRACTS_UNREADABLE" });
  expect(await states(ledger)).toEqual(["running"]);
  await ledger.incentives.run(runOf(campaign, sourceRows(manyContracts(3))));
  expect(await states(ledger)).toEqual(["done", "interrupted"]);
});
