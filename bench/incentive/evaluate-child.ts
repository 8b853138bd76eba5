/** Evaluates a CSV of contracts as they come; says how long reading and evaluating took, and how much memory. */
import { findCampaign, readCampaigns, readContractFile, startEvaluation } from "@belfry/incentive";

const [path = ""] = process.argv.slice(2);
const campaign = findCampaign(await readCampaigns(), "BJ-2025-10");
const began = performance.now();
const cpu = process.cpuUsage();
const evaluation = startEvaluation(campaign);
let contracts = 0;
let rewards = 0;
let evaluatingMs = 0;
for await (const read of readContractFile(path, campaign)) {
  if (!("contract" in read)) throw new Error(`Row ${read.fault.row}: ${read.fault.message}`);
  contracts += 1;
  const from = performance.now();
  const outcome = evaluation.add(read.contract);
  evaluatingMs += performance.now() - from;
  if (outcome.kind === "row") rewards += outcome.row.rewards.length;
}
const tookMs = performance.now() - began;
const { user, system } = process.cpuUsage(cpu);
const maxRssMb = Math.round(process.resourceUsage().maxRSS / 1024);
const cpuMs = (user + system) / 1000;
process.stdout.write(`${JSON.stringify({ contracts, rewards, tookMs, evaluatingMs, cpuMs, maxRssMb })}\n`);
