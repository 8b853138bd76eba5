/**
 * `npm run bench -- incentive-ledger [CONTRACTS]`: contracts of 5,000 people from a CSV into the ledger of a full campaign, then
 * a run of 200 new ones on top of them, the same 200 again, and the screens of the dashboard one after the other.
 */
import { join } from "node:path";
import { createIncentives, readContractFile, type Campaign, type SourceRow } from "@belfry/incentive";
import { systemActor } from "@belfry/model";
import { numbersOf } from "../support/args.ts";
import { openBenchDatabase } from "../support/bench-database.ts";
import { percentile } from "../support/percentile.ts";
import { writeContracts } from "./write-contracts.ts";

const [contracts = 0] = numbersOf(1_000_000);
const NEW = 200;
const TIMES = 20;
const KEY = "BJ-2025-10";

await using database = await openBenchDatabase();
const { store } = database;
const incentives = createIncentives({ store });
await incentives.installCampaign(KEY, { by: systemActor });
const file = join(database.folder, "contracts.csv");
await writeContracts(file, contracts);

async function* rowsOf(path: string, campaign: Campaign): AsyncGenerator<SourceRow> {
  let row = 1;
  for await (const read of readContractFile(path, campaign)) yield { row: (row += 1), read, raw: {} };
}
const seconds = (ms: number) => Math.round(ms / 10) / 100;
async function timed<T>(work: () => Promise<T>): Promise<{ readonly ms: number; readonly value: T }> {
  const began = performance.now();
  const value = await work();
  return { ms: performance.now() - began, value };
}

const request = { campaign: KEY, source: "bench", author: "bench" } as const;
const whole = await timed(() =>
  incentives.run({ ...request, announce: false, read: (campaign) => rowsOf(file, campaign) }),
);

// Of the same people and projects, with ids of their own.
const fresh = Array.from({ length: NEW }, (_, n) => ({
  _id: `new-${n}`,
  serviceAppointmentNum: `GD202510${String(n * 31).padStart(7, "0")}`,
  serviceHousekeeper: `管家${n * 17}`,
  contractdocNum: `YHWX-NEW-${n}`,
  adjustRefundMoney: 30_548.8,
  orgName: `北京某某工程技术有限公司${n % 200}`,
  signedDate: "2025-10-31T18:00:00.000+08:00",
  sourceType: n % 4 === 0 ? 1 : 2,
  projectAddress: n % 4 === 0 ? `朝阳区某路${n}号` : "",
}));
const read = incentives.reader(fresh, { source: "bench" });
const added = await timed(() => incentives.run({ ...request, read }));
const again = await timed(() => incentives.run({ ...request, read }));
if (added.value.booked !== NEW || again.value.booked !== 0) throw new Error("New contracts were not booked once.");

const screens: Readonly<Record<string, () => Promise<unknown>>> = {
  totals: () => incentives.totals({ campaign: KEY, scope: null }),
  totalsOfWeek: () => incentives.totals({ campaign: KEY, from: "2025-10-06", until: "2025-10-12", scope: null }),
  totalsOfProvider: () => incentives.totals({ campaign: KEY, provider: "北京某某工程技术有限公司7", scope: null }),
  totalsOfPerson: () => incentives.totals({ campaign: KEY, person: "管家17", scope: null }),
  ranking: () => incentives.ranking({ campaign: KEY, scope: null }, { by: "performance", skip: 0, limit: 51 }),
  trend: () => incentives.trend({ campaign: KEY, scope: null }, { by: "day", limit: 400 }),
  awards: () => incentives.rewardSums({ campaign: KEY, scope: null }),
  choices: () => incentives.providers({ campaign: KEY, scope: null }),
  contracts: () => incentives.listContracts(KEY, { limit: 51 }),
  contractsOfPerson: () => incentives.listContracts(KEY, { person: "管家17", limit: 51 }),
  contractsOfDay: () => incentives.listContracts(KEY, { from: "2025-10-03", until: "2025-10-03", limit: 51 }),
  contractsByNumber: () => incentives.listContracts(KEY, { text: "YHWX-BJ-2025-777", limit: 51 }),
};
const dashboard: Record<string, number> = {};
const all: number[] = [];
for (const [name, ask] of Object.entries(screens)) {
  const took: number[] = [];
  for (let n = 0; n < TIMES; n += 1) took.push((await timed(ask)).ms);
  all.push(...took);
  dashboard[name] = Math.round(percentile(took, 0.95));
}
const verified = await timed(() => incentives.verifyIncentives());

process.stdout.write(
  `${JSON.stringify({
    benchmark: "incentive-ledger",
    contracts: whole.value.booked,
    rewards: whole.value.rewards,
    importSeconds: seconds(whole.ms),
    incrementalMs: Math.round(added.ms),
    againMs: Math.round(again.ms),
    dashboardP95Ms: Math.round(percentile(all, 0.95)),
    dashboard,
    verifySeconds: seconds(verified.ms),
    wrong: verified.value.flatMap(({ wrong }) => wrong),
    maxRssMb: Math.round(process.resourceUsage().maxRSS / 1024),
  })}\n`,
);
