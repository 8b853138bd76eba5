import { signalExecution } from "@belfry/engine";
import { afterAll, afterEach, beforeAll } from "vitest";
import { startTestEngine, type TestEngine, type TestEngineOptions, tester } from "@belfry/testkit";
import { builtinTriggers } from "@belfry/triggers";

/** An engine of its own with the cron trigger. */
export function startEngine(options: TestEngineOptions = {}): Promise<TestEngine> {
  return startTestEngine({ ...options, plugins: [builtinTriggers, ...(options.plugins ?? [])] });
}

/**
 * One engine for all tests of a file: starting one takes longer than most tests. Each test uses rules of its own, and
 * begins on a day of its own (`newDay`) when it moves the clock; its rules are archived after it.
 */
export function useEngine(options: TestEngineOptions = {}): () => TestEngine {
  let engine: TestEngine | undefined;
  const running = (): TestEngine => {
    if (engine === undefined) throw new Error("The engine of this file has not been started.");
    return engine;
  };
  beforeAll(async () => {
    engine = await startEngine(options);
  });
  afterEach(async () => {
    const t = running();
    t.actions.runs.length = 0;
    t.errors.length = 0;
    for (const { rule } of await t.engine.listRules()) await t.engine.setRuleStatus(rule, "archived", { by: tester });
  });
  afterAll(async () => {
    await engine?.[Symbol.asyncDispose]();
  });
  return running;
}

/** Moves the clock to the next midnight, and returns how a time of that day is written: `at("06:00:00")`. */
export async function newDay(t: TestEngine): Promise<(time: string) => string> {
  const now = await t.database.clock.now();
  const day = new Date(now.getTime() + 86_400_000).toISOString().slice(0, 10);
  await t.moveTo(`${day}T00:00:00Z`);
  return (time) => `${day}T${time.length === 5 ? `${time}:00` : time}.000Z`;
}

/** A rule with one cron trigger in UTC and one action that only notes that it ran. */
export function cronRule(slug: string, cron: string, rest: Record<string, unknown> = {}): Record<string, unknown> {
  const { trigger, ...rule } = rest;
  return {
    rule: slug,
    triggers: [{ cron, timezone: "UTC", ...(trigger as Record<string, unknown> | undefined) }],
    actions: [{ id: "note", use: "test.echo" }],
    ...rule,
  };
}

/** How many slots have each fate, as one object; `planned` ones are left out. */
export async function fatesOf(t: TestEngine, slug: string): Promise<Record<string, number>> {
  const { fates } = await t.engine.reconcileSlots(slug);
  return { ...fates };
}

/** The fire times for which a rule has executions, oldest first. */
export async function dueTimesOf(t: TestEngine, slug: string): Promise<unknown[]> {
  return (await t.executions(slug)).map(({ trigger }) => trigger["dueAt"]);
}

/** Moves the clock minute by minute up to a time, as it goes when nobody is late. */
export async function minuteByMinute(t: TestEngine, until: string): Promise<void> {
  const end = new Date(until).getTime();
  for (let at = (await t.database.clock.now()).getTime() + 60_000; at <= end; at += 60_000)
    await t.moveTo(new Date(at));
}

/** Wakes an execution as whoever settles what it waits for does it. */
export async function signal(t: TestEngine, id: number): Promise<void> {
  await t.database.store.transaction((tx) => signalExecution(tx, id));
  await t.database.store.query({ name: "tell-queue", text: "select pg_notify('belfry', 'queue')" });
}
