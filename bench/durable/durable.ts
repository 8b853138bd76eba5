/**
 * How many executions a second, each of three no-op actions whose checkpoints are durable before the next one begins, on
 * the embedded PostgreSQL with fsync on. The ceiling is measured in the same run by a bare program that does only that.
 */
import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startEmbeddedPostgres } from "@belfry/store";

export interface Measured {
  readonly perSecond: number;
  /** From claim to end. */
  readonly p99Ms: number;
}

const EXECUTIONS = Number(process.argv[2] ?? 20_000);

const dataDir = await mkdtemp(join(tmpdir(), "belfry-bench-"));
const server = await startEmbeddedPostgres({ dataDir });
try {
  const ceiling = await measure("./ceiling.ts");
  process.stdout.write(
    `ceiling (bare program): ${Math.round(ceiling.perSecond)} executions/s, p99 ${ceiling.p99Ms.toFixed(1)} ms\n`,
  );
  const belfry = await measure("./belfry.ts");
  process.stdout.write(`belfry: ${Math.round(belfry.perSecond)} executions/s, p99 ${belfry.p99Ms.toFixed(1)} ms\n`);
  const line = {
    bench: "durable",
    executions: EXECUTIONS,
    executionsPerSecond: Math.round(belfry.perSecond),
    ceilingPerSecond: Math.round(ceiling.perSecond),
    ratio: Number((belfry.perSecond / ceiling.perSecond).toFixed(3)),
    p99Ms: Number(belfry.p99Ms.toFixed(1)),
    ceilingP99Ms: Number(ceiling.p99Ms.toFixed(1)),
  };
  process.stdout.write(`${JSON.stringify(line)}\n`);
} finally {
  await server.stop();
  await rm(dataDir, { recursive: true, force: true });
}

/** Runs one of the two programs in a process of its own, so that neither warms up the other. */
async function measure(file: string): Promise<Measured> {
  const child = spawn(process.execPath, [new URL(file, import.meta.url).pathname, server.url, String(EXECUTIONS)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  let output = "";
  child.stdout.on("data", (chunk: Buffer) => (output += chunk.toString()));
  const code = await new Promise<number | null>((resolve) => child.on("exit", resolve));
  if (code !== 0) throw new Error(`${file} ended with ${code}.`);
  return JSON.parse(output.trim().split("\n").at(-1) ?? "{}") as Measured;
}
