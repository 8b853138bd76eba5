/**
 * `npm run bench -- incentive-evaluate [CONTRACTS]…`: contracts of 5,000 people from a CSV through a full campaign (lucky
 * ones, tiers, caps per contract and project, addresses), each size in a process of its own.
 * Reading the file is told apart from evaluating what was read.
 */
import { mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { measureProgram } from "../support/measure-program.ts";
import { writeContracts } from "./write-contracts.ts";

interface Measured {
  readonly contracts: number;
  readonly rewards: number;
  readonly tookMs: number;
  /** The part of it that evaluating took; the rest was reading. */
  readonly evaluatingMs: number;
  readonly cpuMs: number;
  readonly maxRssMb: number;
}

const child = new URL("./evaluate-child.ts", import.meta.url);
const given = process.argv.slice(2).filter((word) => !word.startsWith("--"));
const sizes = given.length > 0 ? given.map(Number) : [100_000, 1_000_000];
const folder = await mkdtemp(join(tmpdir(), "belfry-incentive-"));
const results = [];
try {
  for (const size of sizes) {
    const path = join(folder, `${size}.csv`);
    await writeContracts(path, size);
    const whole = await measureProgram<Measured>(child, [path]);
    results.push({
      contracts: whole.contracts,
      fileMb: Math.round((await stat(path)).size / 1_000_000),
      seconds: round(whole.tookMs / 1000),
      readingSeconds: round((whole.tookMs - whole.evaluatingMs) / 1000),
      evaluatingSeconds: round(whole.evaluatingMs / 1000),
      processorSeconds: round(whole.cpuMs / 1000),
      microsecondsEach: round((whole.tookMs * 1000) / whole.contracts),
      maxRssMb: whole.maxRssMb,
      rewards: whole.rewards,
    });
    await rm(path);
  }
} finally {
  await rm(folder, { recursive: true, force: true });
}
const bars = { contracts: 1_000_000, seconds: 20, maxRssMb: 500 };
process.stdout.write(`${JSON.stringify({ bench: "incentive-evaluate", results, bars })}\n`);

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
