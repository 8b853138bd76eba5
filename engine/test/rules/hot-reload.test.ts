/**
 * A change on one node is respected by the others within two seconds, also when no notification arrives. The second node
 * of these tests is deaf, and it is the only one that works: whatever it knows it has found out by itself.
 */
import type { Store } from "@belfry/store";
import { tester, type TestEngine } from "@belfry/testkit";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { startEngine } from "../start-engine.ts";

let told: TestEngine;
let deaf: TestEngine;
/** What the slowest statement of the deaf node took: a measure of what else the machine does. */
let slowest = 0;
beforeAll(async () => {
  told = await startEngine({ start: false });
  const { store } = told.database;
  const listener: Store["listener"] = { listen: async () => async () => undefined, close: async () => undefined };
  const query: Store["query"] = async (statement) => {
    const from = performance.now();
    try {
      return await store.query<never>(statement);
    } finally {
      slowest = Math.max(slowest, performance.now() - from);
    }
  };
  deaf = await startEngine({ database: { ...told.database, store: { ...store, query, listener } } });
});
afterEach(async () => {
  for (const { rule } of await told.engine.listRules())
    await told.engine.setRuleStatus(rule, "archived", { by: tester });
  expect(deaf.errors).toEqual([]);
});
afterAll(async () => {
  await deaf[Symbol.asyncDispose]();
  await told[Symbol.asyncDispose]();
});

const by = { by: tester };
const LIMIT_MS = 2_000;

/** Resolves when the check is true, which has to be within two seconds and the time that a busy machine takes for some statements. */
async function soon(check: () => Promise<boolean>): Promise<void> {
  const from = performance.now();
  slowest = 0;
  await deaf.until(check);
  expect(performance.now() - from).toBeLessThan(LIMIT_MS + 10 * slowest);
}

let sent = 0;
/** Hands an event to the deaf node, and returns the executions it started. */
async function happens(type: string): Promise<number[]> {
  sent += 1;
  const event = { source: "/test", id: `e${sent}`, type, data: {} };
  const [accepted] = await deaf.engine.acceptEvents([event], { broughtBy: "test" });
  return (accepted?.decisions ?? []).flatMap(({ executionId }) => executionId ?? []);
}
const onEvent = (rule: string, event: string, value: unknown) => ({
  rule,
  triggers: [{ event }],
  actions: [{ id: "note", use: "test.echo", with: { value } }],
});
const outputOf = async (id: number) => (await deaf.reached(id, "success")).actionRuns[0]?.output;

test("a trigger for events that was added is respected within two seconds", async () => {
  // The node has just looked, and found nothing.
  expect(await happens("a")).toEqual([]);
  await told.rule(onEvent("a", "a", 1));
  await soon(async () => (await happens("a")).length === 1);
});

test("a version that was saved is used by the next event, and one that was changed or disabled starts nothing", async () => {
  await told.rule(onEvent("b", "b", 1));
  await soon(async () => (await happens("b")).length === 1);
  await told.engine.saveRule({ name: "b", ...onEvent("b", "b", 2) }, by);
  const [second] = await happens("b");
  expect(await deaf.engine.getExecution(second!)).toMatchObject({ ruleVersion: 2 });
  expect(await outputOf(second!)).toBe(2);

  await told.engine.saveRule({ name: "b", ...onEvent("b", "other", 3) }, by);
  expect(await happens("b")).toEqual([]);
  await soon(async () => (await happens("other")).length === 1);
  await told.engine.setRuleStatus("b", "disabled", by);
  expect(await happens("other")).toEqual([]);
});

const blocked = (name: string, value: number) => ({
  rule: "c",
  name: "c",
  actions: [
    { id: "wait", use: "test.block", with: { name } },
    { id: "note", use: "test.echo", with: { value } },
  ],
});

test("what was started keeps to its version, what is started next uses the new one", async () => {
  await told.rule(blocked("c1", 1));
  const first = await told.run("c");
  await deaf.actions.begun("c1");
  await told.engine.saveRule(blocked("c2", 2), by);
  const second = await told.run("c");
  await deaf.actions.begun("c2");
  deaf.actions.release("c1");
  deaf.actions.release("c2");
  const outputs = async (id: number) => (await deaf.reached(id, "success")).actionRuns.map(({ output }) => output);
  expect(await outputs(first)).toContain(1);
  expect(await outputs(second)).toContain(2);
});

const cron = (rest: object) => ({ rule: "d", triggers: [{ cron: "0 12 * * *", timezone: "UTC" }], ...rest });
const note = (value: number) => ({ actions: [{ id: "note", use: "test.echo", with: { value } }] });

test("a schedule that was added or changed fires as it says now, without a notification", async () => {
  const now = await told.database.clock.now();
  const tomorrow = new Date(now.getTime() + 86_400_000).toISOString().slice(0, 10);
  await told.rule(cron(note(1)));
  await told.engine.saveRule({ name: "d", ...cron(note(2)) }, by);
  await told.database.clock.set(new Date(`${tomorrow}T12:00:01Z`));
  await soon(async () => (await told.executions("d")).length > 0);
  const fired = await told.executions("d");
  expect(fired.every(({ ruleVersion }) => ruleVersion === 2)).toBe(true);
  await told.engine.saveRule({ name: "d", ...cron(note(3)), triggers: [{ cron: "30 12 * * *", timezone: "UTC" }] }, by);
  await told.database.clock.set(new Date(`${tomorrow}T12:30:01Z`));
  await soon(async () => (await told.executions("d")).length > fired.length);
  expect((await told.executions("d")).at(-1)).toMatchObject({ ruleVersion: 3 });
});

test("variables and calendars that were changed are used within two seconds", async () => {
  await told.engine.setVariables({ e: 1 }, by);
  await told.rule(onEvent("e", "e", '${{ "e" in vars ? vars.e : 0 }}'));
  const uses = (value: number) =>
    soon(async () => {
      const [id] = await happens("e");
      return id !== undefined && (await outputOf(id)) === value;
    });
  await uses(1);
  await told.engine.setVariables({ e: 2 }, by);
  await uses(2);
  const calendar = { calendar: "e-days", name: "e", from: "2026-01-01", until: "2030-12-31", days: [] };
  await told.engine.saveCalendar(calendar, by);
  await soon(async () => (await deaf.engine.listCalendars()).some((one) => one.calendar === "e-days"));
  const preview = { name: "f", rule: "f", triggers: [{ cron: "0 6 * * *", timezone: "UTC", calendar: "e-days" }] };
  await told.engine.saveRule({ ...preview, actions: [{ use: "test.echo" }] }, by);
  await soon(async () => (await deaf.engine.getRule("f")).warnings.length === 0);
});
