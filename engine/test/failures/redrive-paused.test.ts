import { tester, type TestEngine } from "@belfry/testkit";
import { expect, test } from "vitest";
import { startEngine } from "../start-engine.ts";
import { failMany } from "./many-failures.ts";

const reader = { by: tester, scope: null };
const selection = { rule: "many" };

/** Moves the clock far enough for a job that waits or goes on to be looked at. */
async function later(t: TestEngine): Promise<void> {
  await t.database.clock.advance(6_000);
  await t.database.store.query({ name: "tell-windows", text: "select pg_notify('belfry', 'windows')" });
}

async function waiting(t: TestEngine): Promise<number> {
  const { rows } = await t.database.store.query<{ n: number }>({
    name: "waiting",
    text: "select count(*)::int as n from belfry.execution_queue",
  });
  return rows[0]?.n ?? 0;
}

/** When the job is looked at next. */
async function nextAt(t: TestEngine): Promise<number> {
  const { rows } = await t.database.store.query<{ at: Date }>({
    name: "next-at",
    text: "select max(next_at) as at from belfry.failure_jobs",
  });
  return rows[0]?.at.getTime() ?? 0;
}

test("a bulk retry pauses while more has piled up than is allowed, and goes on by itself; closing does not wait", async () => {
  await using t = await startEngine({ backlog: 40, roles: ["scheduler"] });
  await t.rule({ rule: "many", actions: [{ id: "send", use: "test.echo" }] });
  await t.rule({ rule: "other", actions: [{ id: "send", use: "test.echo" }] });
  await failMany(t, "many", 250);
  const how = { work: "redrive", from: "start", version: "latest", note: "The gate answers again." } as const;
  const job = await t.engine.askForFailures({ ...how, selection, ...reader });
  await t.until(async () => (await t.engine.getFailureJob(job.id, reader)).done === 100);
  for (let looks = 0; looks < 3; looks += 1) {
    const before = await nextAt(t);
    await later(t);
    await t.until(async () => (await nextAt(t)) > before);
  }
  expect(await t.engine.getFailureJob(job.id, reader)).toMatchObject({ state: "running", done: 100, refused: 0 });
  expect(await waiting(t)).toBe(100);

  await failMany(t, "other", 3);
  const closing = await t.engine.askForFailures({
    work: "dismiss",
    note: "Not needed.",
    selection: { rule: "other" },
    ...reader,
  });
  await t.until(async () => (await t.engine.getFailureJob(closing.id, reader)).state === "done");

  // The workers got it done.
  for (const done of [200, 250]) {
    await t.database.store.query({ name: "end-all", text: "delete from belfry.execution_queue" });
    await t.until(async () => {
      await later(t);
      return (await t.engine.getFailureJob(job.id, reader)).done === done;
    });
  }
  expect(t.errors).toEqual([]);
});
