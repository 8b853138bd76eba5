import type { AuditRecord } from "@belfry/model";
import { systemActor } from "@belfry/model";
import { tester } from "@belfry/testkit";
import { afterEach, expect, test } from "vitest";
import { cronRule, minuteByMinute, newDay, useEngine } from "./start-engine.ts";

const records: AuditRecord[] = [];
let fails = false;
const engine = useEngine({
  hooks: {
    audit: async (_tx, record) => {
      if (fails) throw new Error("the trail cannot be written");
      records.push(record);
    },
  },
});
afterEach(() => {
  fails = false;
});

const by = { by: tester };
const rule = (slug: string, name = "一") => ({ rule: slug, name, actions: [{ id: "note", use: "test.echo" }] });
/** What was written since the last call. */
const written = () => records.splice(0).map(({ action, subject }) => `${action} ${subject.id}`);

test("every change of a rule is written down once, with what it was before", async () => {
  const { engine: e } = engine();
  written();
  await e.saveRule(rule("a"), by);
  await e.saveRule(rule("a"), by);
  await e.saveRule(rule("a", "二"), by);
  expect(records[1]).toMatchObject({
    by: tester,
    before: { name: "一" },
    after: { name: "二" },
    detail: { version: 2 },
  });
  expect(written()).toEqual(["rules.save a", "rules.save a"]);
  await e.setRuleStatus("a", "enabled", by);
  await e.setRuleStatus("a", "enabled", by);
  await e.setRuleStatus("a", "disabled", by);
  await e.setRuleStatus("a", "archived", by);
  expect(written()).toEqual(["rules.enable a", "rules.disable a", "rules.archive a"]);
});

test("a start by hand is written down with the names of its inputs, and one by a machine is not", async () => {
  const t = engine();
  const slug = await t.rule({ ...rule("b"), inputs: { type: "object", properties: { phone: { type: "string" } } } });
  written();
  const start = { inputs: { phone: "13800000000" }, idempotencyKey: "once" };
  const { executionId } = await t.engine.triggerRule(slug, { ...start, ...by });
  await t.engine.triggerRule(slug, { ...start, ...by });
  expect(records).toMatchObject([
    { action: "rules.trigger", detail: { inputs: ["phone"], fate: "fired", executionId } },
  ]);
  expect(JSON.stringify(records)).not.toContain("13800000000");
  written();
  await t.engine.triggerRule(slug, { by: systemActor });
  expect(written()).toEqual([]);
});

test("a schedule that fires writes nothing", async () => {
  const t = engine();
  const at = await newDay(t);
  await t.rule(cronRule("c", "* * * * *"));
  written();
  await minuteByMinute(t, at("00:10"));
  expect((await t.executions("c")).length).toBe(10);
  expect(written()).toEqual([]);
});

test("cancelling and retrying is written down", async () => {
  const t = engine();
  const slug = await t.rule({ rule: "d", actions: [{ id: "fail", use: "test.fail", with: { message: "no" } }] });
  const id = await t.run(slug);
  await t.reached(id, "failed");
  written();
  await t.engine.retryExecution(id, by);
  await t.reached(id, "failed");
  await expect(t.engine.retryExecution(999_999, by)).rejects.toMatchObject({ code: "EXECUTION_NOT_FOUND" });
  await expect(t.engine.cancelExecution(id, by)).rejects.toMatchObject({ code: "EXECUTION_ALREADY_FINISHED" });
  expect(written()).toEqual([`executions.retry ${id}`]);
});

test("variables are written down with their old and new values, and only when they change", async () => {
  const { engine: e } = engine();
  written();
  await e.setVariables({ x: 1, y: "a" }, by);
  await e.setVariables({ x: 1 }, by);
  await e.setVariables({ x: 2 }, by);
  expect(records[1]).toMatchObject({ before: { x: 1 }, after: { x: 2 } });
  await e.removeVariable("x", by);
  await expect(e.removeVariable("x", by)).rejects.toMatchObject({ code: "NOT_FOUND" });
  expect(written()).toEqual(["variables.set x, y", "variables.set x", "variables.remove x"]);
});

test("what cannot be written down is not done", async () => {
  const t = engine();
  const slug = await t.rule(rule("e"));
  fails = true;
  await expect(t.engine.saveRule(rule("e", "二"), by)).rejects.toThrow("the trail cannot be written");
  await expect(t.engine.setRuleStatus(slug, "disabled", by)).rejects.toThrow();
  await expect(t.engine.triggerRule(slug, by)).rejects.toThrow();
  await expect(t.engine.setVariables({ z: 1 }, by)).rejects.toThrow();
  fails = false;
  expect(await t.engine.getRule(slug)).toMatchObject({ version: 1, status: "enabled" });
  expect(await t.executions(slug)).toEqual([]);
  expect((await t.engine.listVariables()).map(({ name }) => name)).not.toContain("z");
});
