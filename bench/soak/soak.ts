/**
 * `node bench/soak/soak.ts [--minutes 120]`: a whole server under steady load, and what it holds in memory while that goes on.
 *
 * Each second so many events come that each run a rule, which sends a mail; so many messages are handed in, and pages are
 * read. Mails go to postfix's smtp-sink. The first third of the time warms up: code is compiled, pools open, caches fill. Of
 * what is left the line is drawn through the least of each of some twenty parts. It ends with one line of JSON, and with the exit code 1
 * when the server grows by more than the bar, answered with an error, or lost something. Linux only: it reads /proc.
 */
import { readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs } from "node:util";
import { callWith } from "../../e2e/support/call-api.ts";
import { spawnServer } from "../../e2e/support/spawn-server.ts";
import { startMailSink } from "../notify/mail-server.ts";
import { openBenchDatabase } from "../support/bench-database.ts";
import { percentile } from "../support/percentile.ts";
import { lowest, slopeOf, type Sample } from "./slope.ts";

const BARS = { rssSlopeMbPerHour: 1, errors: 0, lost: 0 };
const EVENTS_PER_SECOND = 5;
const MESSAGES_PER_SECOND = 10;
const PAGES_PER_SECOND = 5;
const SAMPLE_MS = 2_000;
const PAGES = [
  "/v1/messages?limit=50",
  "/v1/messages?limit=50&state=failed",
  "/v1/executions?limit=50",
  "/v1/statistics/messages",
  "/v1/rules",
];

const { values } = parseArgs({ options: { minutes: { type: "string", default: "120" } } });
const totalMs = Number(values.minutes) * 60_000;
if (!(totalMs > 0)) throw new Error("--minutes is a number above nought.");

await using database = await openBenchDatabase();
await using sink = await startMailSink();
await using server = await spawnServer({
  DATABASE_URL: database.url,
  BELFRY_DATA_DIR: database.folder,
  BELFRY_OUTBOUND_ALLOW: `127.0.0.1:${sink.port}`,
  BELFRY_RATE_LIMIT: "100000000",
  // As `belfry service` and `npm start` start it.
  NODE_OPTIONS: "--max-semi-space-size=4",
  PATH: process.env["PATH"] ?? "",
});
const config = { host: "127.0.0.1", port: sink.port, mode: "plain", from: { address: "soak@bench.invalid" } };
await server.api("PUT", "/v1/accounts/email/main", { config });
const send = { use: "email.send", with: { to: ["{{ event.data.to }}"], subject: "晚归名单", text: "您好" } };
const triggers = [{ id: "late", event: "soak.late" }];
await server.api("PUT", "/v1/rules/soak", { rule: "soak", name: "Soak", triggers, actions: [{ id: "mail", ...send }] });
await server.api("POST", "/v1/rules/soak/enable");

const authorization = `Bearer ${(await readFile(join(database.folder, "cli-token"), "utf8")).trim()}`;
const sendEvent = callWith(server.url, { authorization, "content-type": "application/cloudevents-batch+json" });

const counts = { events: 0, messages: 0, pages: 0 };
const faults: string[] = [];
const took: number[] = [];
const started = performance.now();
const end = started + totalMs;

/** Calls so often a second, whether or not the calls before have been answered. */
async function steadily(perSecond: number, call: (n: number) => Promise<unknown>): Promise<void> {
  const open = new Set<Promise<void>>();
  for (let n = 0; performance.now() < end; n += 1) {
    await sleep(Math.max(0, started + (n * 1_000) / perSecond - performance.now()));
    const begun = performance.now();
    const answered = call(n).then(
      () => void took.push(performance.now() - begun),
      (error: unknown) => void faults.push(String(error)),
    );
    open.add(answered);
    void answered.finally(() => open.delete(answered));
  }
  await Promise.all(open);
}

const samples: Sample[] = [];
async function watch(): Promise<void> {
  for (let n = 1; performance.now() < end; n += 1) {
    await sleep(Math.max(0, started + n * SAMPLE_MS - performance.now()));
    samples.push({ atMs: performance.now() - started, bytes: residentBytes(server.pid) });
    // So that somebody who looks after an hour sees how it goes.
    if (n % 150 === 0) process.stderr.write(`${Math.round(n / 30)} min: ${megabytes(samples.at(-1))} MB\n`);
  }
}

await Promise.all([
  watch(),
  steadily(EVENTS_PER_SECOND, (n) => {
    counts.events += 1;
    const data = { to: `e${n}@bench.invalid` };
    return sendEvent("POST", "/v1/events", [
      { specversion: "1.0", id: `${n}`, source: "/soak", type: "soak.late", data },
    ]);
  }),
  steadily(MESSAGES_PER_SECOND, (n) => {
    counts.messages += 1;
    const message = { channel: "email", to: [`m${n}@bench.invalid`], subject: "晚归名单", html: "<p>您好</p>" };
    return server.api("POST", "/v1/messages", message);
  }),
  steadily(PAGES_PER_SECOND, (n) => {
    counts.pages += 1;
    return server.api("GET", PAGES[n % PAGES.length] ?? "");
  }),
]);

const settledAt = performance.now();
const wanted = counts.events + counts.messages;
while (sink.count() < wanted && performance.now() < settledAt + 60_000) await sleep(100);
const lost = wanted - sink.count();
const warm = samples.filter(({ atMs }) => atMs >= totalMs / 3);
const { mbPerHour, errorMbPerHour } = slopeOf(lowest(warm, totalMs / 30));
const line = {
  bench: "soak",
  minutes: totalMs / 60_000,
  rssSlopeMbPerHour: rounded(mbPerHour),
  slopeErrorMbPerHour: rounded(errorMbPerHour),
  rssAfterWarmUpMb: megabytes(warm[0]),
  rssAtEndMb: megabytes(samples.at(-1)),
  ...counts,
  mails: sink.count(),
  p95Ms: percentile(took, 0.95),
  errors: faults.length,
  lost,
  bars: BARS,
};
for (const fault of faults.slice(0, 10)) process.stderr.write(`${fault}\n`);
process.stdout.write(`${JSON.stringify(line)}\n`);
process.exitCode = mbPerHour < BARS.rssSlopeMbPerHour && faults.length === 0 && lost === 0 ? 0 : 1;

/** What a process has in memory, as the kernel counts it. */
function residentBytes(pid: number): number {
  const kilobytes = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1];
  return Number(kilobytes) * 1024;
}

function megabytes(sample: Sample | undefined): number {
  return rounded((sample?.bytes ?? Number.NaN) / (1024 * 1024));
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}
