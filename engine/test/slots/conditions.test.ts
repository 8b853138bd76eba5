import { expect, test } from "vitest";
import { definePlugin, defineTrigger, type TriggerOf } from "@belfry/plugin-kit";
import { createTestDatabase, type TestEngine, tester } from "@belfry/testkit";
import { z } from "zod";
import { cronRule, fatesOf, newDay, startEngine, useEngine } from "../start-engine.ts";

const engine = useEngine();

/** The slot of six o'clock of a rule with this condition. */
async function slotOf(t: TestEngine, slug: string, condition: string) {
  const at = await newDay(t);
  await t.rule(cronRule(slug, "0 6 * * *", { condition }));
  await t.moveTo(at("06:00"));
  const [slot] = await t.engine.listSlots(slug, { from: new Date(at("05:00")), until: new Date(at("06:30")) });
  return { slot, at };
}

test("a condition that is false is kept with the values that decided it, and starts nothing", async () => {
  const t = engine();
  await t.engine.setVariables({ 收件人: [], other: 1 }, { by: tester });
  const { slot } = await slotOf(t, "nobody", 'size(vars["收件人"]) > 0');
  expect(slot).toMatchObject({
    fate: "condition-false",
    executionId: null,
    detail: { condition: 'size(vars["收件人"]) > 0', vars: { 收件人: [] } },
  });
  expect(await t.executions("nobody")).toHaveLength(0);
});

test("a value that decided is kept short, however long it is", async () => {
  const t = engine();
  await t.engine.setVariables({ list: Array.from({ length: 5_000 }, (_, i) => `item ${i}`) }, { by: tester });
  const { slot } = await slotOf(t, "long", "size(vars.list) == 0");
  expect(JSON.stringify(slot?.detail).length).toBeLessThan(1_300);
});

test("a condition that throws has a fate of its own with its message, and is never taken for false", async () => {
  const t = engine();
  const { slot } = await slotOf(t, "throws", "vars.missing.field == 1");
  expect(slot?.fate).toBe("condition-error");
  expect(slot?.detail?.["message"]).toEqual(expect.stringContaining("missing"));
});

test("a condition that is neither true nor false is an error", async () => {
  const t = engine();
  const { slot } = await slotOf(t, "number", "1 + 1");
  expect(slot).toMatchObject({
    fate: "condition-error",
    detail: { message: expect.stringContaining("neither true nor false") },
  });
});

test("a condition sees the slot and the variables of this moment", async () => {
  const t = engine();
  const { slot, at } = await slotOf(t, "sees", "trigger.dueAt.endsWith('06:00:00.000Z') && vars.open");
  expect(slot?.fate).toBe("condition-error");
  await t.engine.setVariables({ open: true }, { by: tester });
  await t.moveTo(new Date(new Date(at("06:00")).getTime() + 86_400_000));
  expect(await fatesOf(t, "sees")).toEqual({ "condition-error": 1, fired: 1 });
});

test("a rule whose plugin is gone holds back nobody: its slots say why, its executions fail, all others go on", async () => {
  const echo = engine().engine.registry.actions.get("test.echo");
  if (echo === undefined) throw new Error("There is no action to copy.");
  const other = definePlugin({ name: "other", version: "0", actions: [{ ...echo, id: "other.echo" }] });
  await using before = await startEngine({ start: false, plugins: [other] });
  await before.rule(cronRule("broken", "0 6 * * *", { actions: [{ use: "other.echo" }] }));
  await before.rule(cronRule("healthy", "0 6 * * *"));
  const pending = await before.run("broken");

  await using t = await startEngine({ database: before.database });
  expect((await t.reached(pending, "failed")).failure).toMatchObject({ code: "RULE_INVALID" });
  await t.moveTo("2026-03-01T06:00:00Z");
  await t.quiet();
  expect(await fatesOf(t, "healthy")).toEqual({ fired: 1 });
  expect(await fatesOf(t, "broken")).toEqual({ "condition-error": 1 });
});

/** A schedule of every hour that is not part of the engine. */
const hourly = defineTrigger({
  kind: "schedule",
  id: "hourly",
  displayName: { zh: "hourly", en: "hourly" },
  description: { zh: "hourly", en: "hourly" },
  config: z.strictObject({ hourly: z.literal(true) }),
  describe: () => ({ zh: "hourly", en: "hourly" }),
  next: (_config, after) => new Date((Math.floor(after.getTime() / 3_600_000) + 1) * 3_600_000),
});
const withHourly = { plugins: [definePlugin({ name: "hourly", version: "0", triggers: [hourly] })] };

test("a trigger whose plugin is gone is planned on when it is back, and other triggers are planned meanwhile", async () => {
  await using database = await createTestDatabase();
  {
    await using before = await startEngine({ database, ...withHourly });
    await before.rule({ rule: "gone", triggers: [{ hourly: true }], actions: [{ use: "test.echo" }] });
    await before.decided();
  }
  {
    await using without = await startEngine({ database });
    await without.rule(cronRule("here", "0 * * * *"));
    await database.clock.set("2026-03-01T08:00:00Z");
    await without.until(async () => (await fatesOf(without, "here"))["fired"] === 1);
  }
  await using back = await startEngine({ database, ...withHourly });
  await back.decided();
  // The slot that was planned before was decided without it, by a node that did not know what comes after it.
  expect(await back.engine.reconcileSlots("gone")).toMatchObject({ fates: { missed: 6, fired: 2 }, balanced: true });
});

test("a trigger that cannot be planned stops nobody else", async () => {
  const broken = defineTrigger({
    ...hourly,
    id: "broken",
    config: z.strictObject({ broken: z.literal(true) }),
    next: (_config, after) => after,
  } as TriggerOf<z.ZodType>);
  await using t = await startEngine({ plugins: [definePlugin({ name: "broken", version: "0", triggers: [broken] })] });
  await t.rule({ rule: "broken", triggers: [{ broken: true }], actions: [{ use: "test.echo" }] });
  await t.rule(cronRule("healthy", "0 6 * * *"));
  await t.database.clock.set("2026-03-01T06:00:00Z");
  await t.until(async () => (await fatesOf(t, "healthy"))["fired"] === 1);
  expect(t.errors.map(({ where }) => where)).toEqual([expect.stringContaining("plan of trigger")]);
  // Its rule can still be switched off.
  await t.engine.setRuleStatus("broken", "disabled", { by: tester });
});
