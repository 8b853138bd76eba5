/** Reads a CSV of contracts, and with `evaluate` evaluates them as they come; says how long it took and what memory. */
import { findCampaign, readCampaigns, readContractFile, startEvaluation } from "@belfry/incentive";

const [path = "", work = "evaluate"] = process.argv.slice(2);
const campaign = findCampaign(await readCampaigns(), "BJ-2025-10");
const began = performance.now();
const evaluation = work === "evaluate" ? startEvaluation(campaign) : undefined;
let contracts = 0;
let rewards = 0;
for await (const read of readContractFile(path, campaign)) {
  if (!("contract" in read)) throw new Error(`Row ${read.fault.row}: ${read.fault.message}`);
  contracts += 1;
  const outcome = evaluation?.add(read.contract);
  if (outcome?.kind === "row") rewards += outcome.row.rewards.length;
}
const tookMs = performance.now() - began;
const maxRssMb = Math.round(process.resourceUsage().maxRSS / 1024);
process.stdout.write(`${JSON.stringify({ contracts, rewards, tookMs, maxRssMb })}\n`);
