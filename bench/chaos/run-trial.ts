import { appendFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import type { TestDatabase } from "@belfry/testkit";
import { startScheduler, type Scheduler } from "./scheduler.ts";
import { countNotes, isQuiet, sumMinute, type Sums } from "./sums.ts";

/** The scheduler is killed within so many milliseconds of the minute, before or after it. */
export const KILL_WITHIN_MS = 2_000;
/** The clock of the database goes in such steps, and each takes so long in real time: two and a half times as fast. */
const STEP_MS = 50;
const STEP_TAKES_MS = 20;
const DEADLINE_MS = 60_000;

export interface Trial {
  readonly minute: Date;
  /** When the scheduler was killed, in milliseconds after the minute by the database's clock. */
  readonly killedAtMs: number;
  readonly sums: Sums;
  /** Actions that ran once more, because they ran when the scheduler was killed. */
  readonly repeated: number;
}

export interface TrialOptions {
  readonly database: TestDatabase;
  readonly notes: string;
  readonly folder: string;
  readonly minute: Date;
  readonly killedAtMs: number;
  /** The scheduler of the trial before. */
  readonly scheduler: Scheduler;
}

/** Kills the scheduler near the minute, starts another at once, and counts when all is quiet. Returns the new one too. */
export async function runTrial(options: TrialOptions): Promise<{ trial: Trial; scheduler: Scheduler }> {
  const { database, notes, folder, minute, killedAtMs } = options;
  appendFileSync(notes, "");
  const before = countNotes(notes);
  let { scheduler } = options;
  await scheduler.ready;
  let killed = false;
  for (let at = -KILL_WITHIN_MS - 2 * STEP_MS; at <= KILL_WITHIN_MS + 2 * STEP_MS; at += STEP_MS) {
    await database.clock.set(new Date(minute.getTime() + at));
    await sleep(STEP_TAKES_MS);
    if (killed || at < killedAtMs) continue;
    killed = true;
    await scheduler.kill();
    scheduler = startScheduler({ url: database.url, notes, folder });
  }
  await scheduler.ready;
  const deadline = performance.now() + DEADLINE_MS;
  while (!(await isQuiet(database.store)) && performance.now() < deadline) await sleep(50);
  const sums = await sumMinute(database.store, minute);
  const after = countNotes(notes);
  const repeated = after.ran - before.ran - (after.different - before.different);
  return { trial: { minute, killedAtMs, sums, repeated }, scheduler };
}

/** What is wrong with the sums of a trial; nothing when they are exact. */
export function faultOf(
  { sums, repeated }: Trial,
  options: { rules: number; concurrency: number },
): string | undefined {
  const { rules, concurrency } = options;
  const expected: Sums = { fired: rules, others: 0, executions: rules, succeeded: rules, written: rules };
  for (const [name, n] of Object.entries(expected) as [keyof Sums, number][]) {
    if (sums[name] !== n) return `${name} is ${sums[name]} and not ${n}`;
  }
  if (repeated > concurrency) return `${repeated} actions ran twice, which is more than can have been running`;
  return undefined;
}
