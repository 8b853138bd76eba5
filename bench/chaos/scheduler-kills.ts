/**
 * `npm run chaos -- scheduler [TRIALS] [RULES] [--running-server]`: kills the scheduler again and again within two seconds of a minute at which all
 * rules are due, and counts: each slot fires once, each execution ends, each action is written once. Ends with one line of
 * JSON, and with the exit code 1 when a sum was not exact. `--running-server` uses the PostgreSQL of the test run that it
 * is part of, instead of one of its own.
 */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createEngine } from "@belfry/engine";
import { defineAction, definePlugin } from "@belfry/plugin-kit";
import { createTestDatabase, startTestPostgres, tester } from "@belfry/testkit";
import { builtinTriggers } from "@belfry/triggers";
import { z } from "zod";
import { refusedServices } from "../support/refused-services.ts";
import { faultOf, KILL_WITHIN_MS, runTrial } from "./run-trial.ts";
import { startScheduler } from "./scheduler.ts";

const TRIALS = Number(process.argv[2] ?? 50);
const RULES = Number(process.argv[3] ?? 500);
/** What a node runs at once unless told otherwise: so many may have been running when it was killed. */
const CONCURRENCY = 50;

/** How long after the minute there is something to break. */
const BUSY_MS = 1_200;

await using servers = new AsyncDisposableStack();
if (!process.argv.includes("--running-server")) servers.use(await startTestPostgres());
await using database = await createTestDatabase();
const folder = await mkdtemp(join(tmpdir(), "belfry-chaos-"));
const notes = join(folder, "notes");

// Saves the rules and judges the sums at the end; it never plans or runs.
const names = { zh: "记录", en: "Note" };
const note = defineAction({
  id: "chaos.note",
  displayName: names,
  description: names,
  input: z.strictObject({}),
  idempotent: false,
  run: () => Promise.reject(new Error("not in this command")),
});
const engine = await createEngine({
  store: database.store,
  plugins: [builtinTriggers, definePlugin({ name: "chaos", version: "0", actions: [note] })],
  services: refusedServices(folder),
});
const slugs = Array.from({ length: RULES }, (_, i) => `rule-${i}`);
for (const slug of slugs) {
  const triggers = [{ cron: "* * * * *", timezone: "UTC" }];
  await engine.saveRule({ rule: slug, name: slug, triggers, actions: [{ use: "chaos.note" }] }, { by: tester });
  await engine.setRuleStatus(slug, "enabled", { by: tester });
}

const started = performance.now();
const first = await database.clock.now();
let scheduler = startScheduler({ url: database.url, notes, folder });
let faults = 0;
let repeated = 0;
for (let n = 1; n <= TRIALS; n += 1) {
  const minute = new Date(first.getTime() + n * 60_000);
  // Most of them while the slots are decided and their executions run, the rest anywhere around the minute.
  const isBusy = Math.random() < 0.6;
  const killedAtMs = Math.round(isBusy ? Math.random() * BUSY_MS : (Math.random() * 2 - 1) * KILL_WITHIN_MS);
  const result = await runTrial({ database, notes, folder, minute, killedAtMs, scheduler });
  ({ scheduler } = result);
  repeated += result.trial.repeated;
  const fault = faultOf(result.trial, { rules: RULES, concurrency: CONCURRENCY });
  if (fault !== undefined) faults += 1;
  const when = `${killedAtMs < 0 ? "" : "+"}${killedAtMs} ms`;
  process.stdout.write(
    `trial ${n}: killed at ${when}: ${fault ?? `exact, ${result.trial.repeated} actions repeated`}\n`,
  );
}
await scheduler.kill();

let unbalanced = 0;
for (const slug of slugs) if (!(await engine.reconcileSlots(slug)).balanced) unbalanced += 1;
await engine.stop();
await rm(folder, { recursive: true, force: true });
const seconds = Math.round((performance.now() - started) / 1_000);
process.stdout.write(
  `${JSON.stringify({ chaos: "scheduler", trials: TRIALS, rules: RULES, slots: TRIALS * RULES, faults, unbalanced, repeated, seconds })}\n`,
);
process.exitCode = faults + unbalanced === 0 ? 0 : 1;
