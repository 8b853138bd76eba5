/**
 * `npm run chaos -- [KIND] [NUMBER]…`: breaks what runs, at random, and counts. Without a kind it kills the scheduler near a
 * minute, 50 times. Each kind ends with one line of JSON, and with the exit code 1 when something was not exact.
 */
import { spawn } from "node:child_process";

const kinds: Readonly<Record<string, string>> = {
  scheduler: "./chaos/scheduler-kills.ts",
  workers: "./kill-worker/kill-worker.ts",
  faults: "./chaos/random-faults.ts",
};

const [first = "scheduler", ...rest] = process.argv.slice(2);
const isNumber = /^\d+$/.test(first);
const file = isNumber ? kinds["scheduler"] : kinds[first];
if (file === undefined) {
  process.stderr.write(`There is no chaos ${first}. There are: ${Object.keys(kinds).join(", ")}.\n`);
  process.exit(2);
}
const args = isNumber ? [first, ...rest] : rest;
const child = spawn(process.execPath, [new URL(file, import.meta.url).pathname, ...args], { stdio: "inherit" });
process.exitCode = await new Promise<number>((resolve) => child.on("exit", (code) => resolve(code ?? 1)));
