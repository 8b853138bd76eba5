/**
 * `npm run bench -- NAME [NUMBER]… [NAME [NUMBER]…]…`: runs benchmarks one after the other; each ends with one line of
 * JSON. The numbers are its sizes. Without a name all of them run.
 */
import { spawn } from "node:child_process";

const benchmarks: Readonly<Record<string, { readonly file: string; readonly numbers?: readonly number[] }>> = {
  durable: { file: "./durable/durable.ts" },
  event: { file: "./event/event.ts" },
  "cron-10k": { file: "./cron/cron.ts", numbers: [10_000] },
  "cron-100k": { file: "./cron/cron.ts", numbers: [100_000] },
  "idle-10k": { file: "./idle/idle.ts" },
  "alert-look": { file: "./idle/alert-look.ts" },
  "full-tables": { file: "./full-tables/full-tables.ts" },
  "kill-worker": { file: "./kill-worker/kill-worker.ts" },
  "grid-backfill": { file: "./grid/backfill.ts" },
  "grid-claim": { file: "./grid/claim.ts" },
  "grid-pages": { file: "./grid/pages.ts" },
  "incentive-evaluate": { file: "./incentive/evaluate.ts" },
  "incentive-ledger": { file: "./incentive/ledger.ts" },
  notify: { file: "./notify/notify.ts" },
  "report-memory": { file: "./report-memory.ts" },
};

interface Wanted {
  readonly name: string;
  readonly args: string[];
}

const wanted: Wanted[] = [];
const flags = process.argv.slice(2).filter((word) => word.startsWith("--"));
for (const word of process.argv.slice(2).filter((one) => !one.startsWith("--"))) {
  const last = wanted.at(-1);
  if (/^\d+$/.test(word) && last !== undefined) last.args.push(word);
  else wanted.push({ name: word, args: [] });
}
if (wanted.length === 0) wanted.push(...Object.keys(benchmarks).map((name) => ({ name, args: [] })));

for (const { name, args } of wanted) {
  const benchmark = benchmarks[name];
  if (benchmark === undefined) {
    process.stderr.write(`There is no benchmark ${name}. There are: ${Object.keys(benchmarks).join(", ")}.\n`);
    process.exit(2);
  }
  const numbers = args.length > 0 ? args : (benchmark.numbers ?? []).map(String);
  const script = new URL(benchmark.file, import.meta.url).pathname;
  const child = spawn(process.execPath, [script, ...numbers, ...flags], { stdio: "inherit" });
  const code = await new Promise<number>((resolve) => child.on("exit", (exit) => resolve(exit ?? 1)));
  if (code !== 0) process.exit(code);
}
