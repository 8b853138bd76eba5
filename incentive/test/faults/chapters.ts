import { isAppError, type ErrorCode } from "@belfry/model";
import type { Incentives, RunRequest } from "../../src/index.ts";
import { by, manyContracts, runOf, sourceRows, type SourceContract } from "../ledger-fixture.ts";

/** Asks again until an answer comes, as a careful client does. A refusal with `done` says that an earlier call did it. */
async function ask<T>(call: () => Promise<T>, done?: ErrorCode): Promise<T | undefined> {
  for (;;) {
    try {
      return await call();
    } catch (error) {
      if (done !== undefined && isAppError(error, done)) return undefined;
      if (!isAppError(error, "DATABASE_UNREACHABLE")) throw error;
    }
  }
}

/** A story of the ledger in which every answer may be lost. */
export interface Chapter {
  readonly name: string;
  /** How long what runs read is kept. @default 35 */
  readonly archiveDays?: number;
  tell(incentives: Incentives): Promise<void>;
}

const may = "BJ-2025-05";
const september = "SH-2025-09";
const broadcast = "BJ-PERFORMANCE-BROADCAST";

function runs(incentives: Incentives, campaign: string) {
  return (rows: readonly Readonly<Record<string, unknown>>[], more: Partial<RunRequest> = {}) =>
    ask(() => incentives.run(runOf(campaign, rows, more)));
}

/** Two runs in turn of which the second brings what is new; rows that are put aside, and one of them comes in order. */
const booking: Chapter = {
  name: "contracts are booked, put aside and told",
  async tell(incentives) {
    const run = runs(incentives, may);
    await ask(() => incentives.installCampaign(may, { by }));
    const contracts = manyContracts(90);
    await run(sourceRows(contracts.slice(0, 40)));
    await run(sourceRows([...contracts, { id: "bad", yuan: "abc" }, { id: "late", day: "2025-07-01" }]));
    await run(sourceRows([{ id: "bad", yuan: 500 }]));
    for (const { contract, kind } of (await ask(() => incentives.tellings(may, 20))) ?? [])
      await ask(() => incentives.told(may, { contract, kind, messageId: 7 }));
    // Whoever ends last finds everything known.
    await run(sourceRows(contracts));
    await ask(() => incentives.expire(new Date("2025-07-01T00:00:00+08:00")));
  },
};

/** Self-referrals that earn once for an address, and platform orders of several providers. */
const addresses: Chapter = {
  name: "addresses and projects are remembered",
  async tell(incentives) {
    const definition = await incentives.shipped(`${september}@2025-09-pipeline`);
    await ask(() => incentives.putCampaign({ ...(definition as object), quirks: {} }, { by }));
    const contracts: SourceContract[] = manyContracts(60, { day: "2025-09-" }).map((contract, n) => ({
      ...contract,
      type: 1 + (n % 2),
      address: `地址 ${n % 9}`,
    }));
    const run = runs(incentives, september);
    await run(sourceRows(contracts.slice(0, 25)));
    await run(sourceRows(contracts));
  },
};

/** What changes afterwards: proposals, corrections, another revision, months that are closed and opened again. */
const changes: Chapter = {
  name: "contracts are corrected, revised and settled",
  async tell(incentives) {
    const run = runs(incentives, may);
    await ask(() => incentives.installCampaign(`${may}@2025-05`, { by }));
    const contracts = manyContracts(40);
    await run(sourceRows(contracts));
    const changed = contracts.slice(0, 38).map((contract, n) => (n < 2 ? { ...contract, yuan: 5_000 } : contract));
    await run(sourceRows(changed), { complete: true });
    const proposed = await ask(() => incentives.listCorrections(may, { limit: 10, state: "proposed" }));
    const first = proposed?.find(({ contract }) => contract === "c-1");
    const refused = "INCENTIVE_CORRECTION_REFUSED";
    await ask(() => incentives.dismiss(may, first?.id ?? 0, { by, reason: "来源有误" }), refused);
    for (const [contract, change] of [
      ["c-2", { amountFen: 500_000 }],
      ["c-3", { withdrawn: true }],
      ["c-4", { facts: { housekeeper: "新管家", signedAt: "2025-05-30" } }],
    ] as const)
      await ask(() => incentives.correct(may, { contract, change, reason: "录错" }, { by }), refused);
    const definition = (await ask(() => incentives.getCampaign(may)))?.definition;
    const awards = { ...(definition?.["awards"] as object), 接好运: 100, 接好运万元以上: 200 };
    const revised = { ...definition, revision: "2025-05-b", awards, sourceTypes: [2] };
    await ask(() => incentives.putCampaign(revised, { by, reason: "奖励上调" }));
    await ask(() => incentives.settle(may, "2025-05", { by }), "INCENTIVE_MONTH_CLOSED");
    await run(sourceRows([{ id: "c-late" }]));
    await ask(() => incentives.reopen(may, "2025-05", { by, reason: "漏录" }), "INCENTIVE_MONTH_OPEN");
    await run(sourceRows([{ id: "c-late" }]));
    await ask(() => incentives.settle(may, "2025-05", { by }), "INCENTIVE_MONTH_CLOSED");
  },
};

const performances = (contracts: readonly SourceContract[]) =>
  sourceRows(contracts, "2026-01-05").map((row) => ({ ...row, 计入业绩金额: row["adjustRefundMoney"] }));

/** A campaign that follows its source: what changes there, comes and goes. */
const recomputing: Chapter = {
  name: "a campaign follows its source",
  async tell(incentives) {
    await ask(() => incentives.installCampaign(broadcast, { by }));
    const run = runs(incentives, broadcast);
    const contracts = manyContracts(30, { day: "2026-01-" });
    await run(performances(contracts));
    await run(
      performances([{ id: "c-1", yuan: 20_000 }, ...contracts.slice(3), { id: "c-new" }, { id: "c-bad", yuan: -1 }]),
    );
  },
};

/** Files that are not kept any more, one of them for two runs. */
const archives: Chapter = {
  name: "what runs read goes after its time",
  archiveDays: 0,
  async tell(incentives) {
    const run = runs(incentives, may);
    await ask(() => incentives.installCampaign(may, { by }));
    const contracts = manyContracts(6);
    for (const some of [contracts.slice(0, 3), contracts.slice(0, 3), contracts]) await run(sourceRows(some));
    for (let times = 0; times < 3; times += 1)
      await ask(() => incentives.expire(new Date("2025-01-01T00:00:00+08:00")));
  },
};

/** People who are erased, one after the other. */
const erasing: Chapter = {
  name: "people are erased",
  async tell(incentives) {
    await ask(() => incentives.installCampaign(may, { by }));
    await runs(incentives, may)(sourceRows([...manyContracts(40), { id: "bad", who: "管家3", yuan: "abc" }]));
    await ask(
      () => incentives.correct(may, { contract: "c-1", change: { amountFen: 1 }, reason: "管家3 说的" }, { by }),
      "INCENTIVE_CORRECTION_REFUSED",
    );
    for (const name of ["管家3", "管家4"]) await ask(() => incentives.erasePerson([name]));
  },
};

export const chapters: readonly Chapter[] = [booking, addresses, changes, recomputing, archives, erasing];
