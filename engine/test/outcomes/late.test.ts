import { expect, test } from "vitest";
import { fatesOf, newDay, useEngine } from "../start-engine.ts";

const engine = useEngine();

const ruleLate = (rule: string, late: unknown, trigger: Record<string, unknown> = {}) => ({
  rule,
  triggers: [{ late, by: "07:00", timezone: "UTC", ...trigger }],
  actions: [{ id: "note", use: "test.echo", with: { value: "${{ trigger.missing[0].rule }}" } }],
});
const works = [{ id: "load", use: "test.echo" }];
const fails = [{ id: "load", use: "test.fail", with: { retryable: false } }];

test("a rule that has not succeeded by its time is reported once that day, with what it did instead", async () => {
  const t = engine();
  const at = await newDay(t);
  await t.rule({ rule: "load1", actions: fails });
  await t.rule({ rule: "idle1", actions: works });
  await t.rule(ruleLate("late1", ["load1", "idle1"]));
  await t.moveTo(at("03:00"));
  const id = await t.run("load1");
  await t.reached(id, "failed");
  await t.moveTo(at("07:00"));
  await t.quiet();
  expect((await t.executions("late1")).map(({ trigger }) => trigger)).toMatchObject([
    {
      kind: "late",
      day: at("00:00").slice(0, 10),
      dueAt: at("07:00"),
      rules: [],
      missing: [{ rule: "load1", executionId: id, state: "failed", code: "TOLD_TO_FAIL" }, { rule: "idle1" }],
    },
  ]);
  await t.moveTo(at("23:00"));
  expect(await t.executions("late1")).toHaveLength(1);
  expect(await fatesOf(t, "late1")).toEqual({ fired: 1 });
});

test("a rule that has succeeded in time is not late, and the slot says by which execution", async () => {
  const t = engine();
  const at = await newDay(t);
  await t.rule({ rule: "load2", actions: works });
  await t.rule(ruleLate("late2", "load2"));
  await t.moveTo(at("06:59"));
  const id = await t.run("load2");
  await t.reached(id, "success");
  await t.moveTo(at("07:00"));
  await t.quiet();
  expect(await t.executions("late2")).toEqual([]);
  const slots = await t.engine.listSlots("late2", { from: new Date(at("00:00")), until: new Date(at("08:00")) });
  expect(slots).toMatchObject([{ fate: "condition-false", detail: { done: [{ rule: "load2", executionId: id }] } }]);
});

test("what succeeded yesterday does not count, but what succeeded in the business day that began yesterday does", async () => {
  const t = engine();
  const at = await newDay(t);
  await t.rule({ rule: "load3", actions: works });
  await t.moveTo(at("22:30"));
  await t.reached(await t.run("load3"), "success");
  await t.rule(ruleLate("late3", "load3"));
  await t.rule(ruleLate("night3", "load3", { dayStartsAt: "22:00" }));
  await t.moveTo(new Date(Date.parse(at("07:00")) + 86_400_000));
  await t.quiet();
  expect(await t.executions("late3")).toHaveLength(1);
  expect(await t.executions("night3")).toEqual([]);
});

test("a success of a rule is found behind thousands of items that came after it", async () => {
  const t = engine();
  const at = await newDay(t);
  await t.rule({ rule: "load4", actions: works });
  const id = await t.run("load4");
  await t.reached(id, "success");
  await t.database.store.query({
    name: "test-many-items",
    text: `insert into belfry.executions (rule_id, rule_version, parent_id, item_index, trigger, state, created_at, finished_at)
      select e.rule_id, 1, e.id, n, '{}', 'failed', belfry.now(), belfry.now()
      from belfry.executions e, generate_series(1, 2500) n where e.id = $1`,
    values: [id],
  });
  await t.rule(ruleLate("late4", "load4"));
  await t.moveTo(at("07:00"));
  await t.quiet();
  expect(await t.executions("late4")).toEqual([]);
  expect(await fatesOf(t, "late4")).toEqual({ "condition-false": 1 });
});
