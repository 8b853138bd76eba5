import { expect, test } from "vitest";
import { tester } from "@belfry/testkit";
import { fatesOf, newDay, useEngine } from "../start-engine.ts";

const engine = useEngine();
type Test = ReturnType<typeof engine>;

const works = [{ id: "load", use: "test.echo" }];
const ruleAfter = (rule: string, after: unknown, trigger: Record<string, unknown> = {}) => ({
  rule,
  triggers: [{ after, timezone: "UTC", ...trigger }],
  actions: [{ id: "note", use: "test.echo", with: { value: "${{ trigger.day }}" } }],
});

/** Runs a rule now, and waits until whoever waits for it has been told. */
async function ends(t: Test, slug: string, state: "success" | "failed" = "success"): Promise<number> {
  const id = await t.run(slug);
  await t.reached(id, state);
  await told(t);
  return id;
}

async function told(t: Test): Promise<void> {
  await t.until(async () => {
    const { rows } = await t.database.store.query<{ n: number }>({
      name: "test-untold",
      text: "select count(*)::int as n from belfry.rule_outcomes",
    });
    if (rows[0]?.n !== 0)
      await t.database.store.query({ name: "test-wake", text: "select pg_notify('belfry', 'clock')" });
    return rows[0]?.n === 0;
  });
  await t.quiet();
}

const balanced = async (t: Test, slug: string) => (await t.engine.reconcileSlots(slug)).balanced;

test("a rule fires once a day, as soon as all the rules it waits for have succeeded", async () => {
  const t = engine();
  const at = await newDay(t);
  for (const rule of ["a1", "b1"]) await t.rule({ rule, actions: works });
  await t.rule(ruleAfter("sum1", ["a1", "b1"]));
  await t.moveTo(at("03:00"));
  const a = await ends(t, "a1");
  expect(await t.executions("sum1")).toEqual([]);
  const day = at("00:00").slice(0, 10);
  const slots = () =>
    t.engine.listSlots("sum1", { from: new Date(at("00:00")), until: new Date(Date.parse(at("00:00")) + 90_000_000) });
  expect(await slots()).toMatchObject([
    { fate: "planned", detail: { day, done: [{ rule: "a1", executionId: a }], missing: [{ rule: "b1" }] } },
  ]);

  await t.moveTo(at("05:00"));
  const b = await ends(t, "b1");
  expect((await t.executions("sum1")).map(({ trigger }) => trigger)).toMatchObject([
    {
      kind: "after",
      day,
      depth: 1,
      rules: [
        { rule: "a1", executionId: a },
        { rule: "b1", executionId: b },
      ],
    },
  ]);
  await ends(t, "a1");
  await ends(t, "b1");
  expect(await t.executions("sum1")).toHaveLength(1);
  expect(await slots()).toMatchObject([{ fate: "fired" }]);
  expect(await balanced(t, "sum1")).toBe(true);

  await t.moveTo(new Date(Date.parse(at("05:00")) + 86_400_000));
  await ends(t, "b1");
  expect(await t.executions("sum1")).toHaveLength(1);
  await ends(t, "a1");
  expect(await t.executions("sum1")).toHaveLength(2);
  expect(await balanced(t, "sum1")).toBe(true);
  expect(t.errors).toEqual([]);
});

test("a day on which something is missing ends with what was missing", async () => {
  const t = engine();
  const at = await newDay(t);
  await t.rule({ rule: "a2", actions: works });
  await t.rule({ rule: "b2", actions: [{ id: "load", use: "test.fail", with: { retryable: false } }] });
  await t.rule({ rule: "c2", actions: works });
  await t.rule(ruleAfter("sum2", ["a2", "b2", "c2"]));
  await t.moveTo(at("03:00"));
  await ends(t, "a2");
  const b = await ends(t, "b2", "failed");
  await t.moveTo(at("23:59"));
  await t.moveTo(new Date(Date.parse(at("00:00")) + 86_400_000 + 10_000));
  await t.quiet();
  const slots = await t.engine.listSlots("sum2", {
    from: new Date(at("00:00")),
    until: new Date(Date.parse(at("00:00")) + 86_400_000 + 1),
  });
  expect(slots).toMatchObject([
    {
      fate: "incomplete",
      detail: {
        done: [{ rule: "a2" }],
        missing: [{ rule: "b2", executionId: b, state: "failed", code: "TOLD_TO_FAIL" }, { rule: "c2" }],
      },
    },
  ]);
  expect(await balanced(t, "sum2")).toBe(true);
});

test("an execution that failed and was tried again counts when it succeeds", async () => {
  const t = engine();
  await newDay(t);
  await t.rule({
    rule: "a3",
    actions: [{ id: "load", use: "test.fail", with: { until: "${{ vars.until }}", retryable: false } }],
  });
  await t.rule(ruleAfter("sum3", "a3"));
  await t.engine.setVariables({ until: 99 }, { by: tester });
  const id = await ends(t, "a3", "failed");
  expect(await t.executions("sum3")).toEqual([]);
  await t.engine.setVariables({ until: 1 }, { by: tester });
  await t.engine.retryExecution(id, { by: tester });
  await t.reached(id, "success");
  await told(t);
  expect(await t.executions("sum3")).toHaveLength(1);
});

test("any of several rules is enough where the trigger says so, and any end where it says that", async () => {
  const t = engine();
  await newDay(t);
  await t.rule({ rule: "a4", actions: [{ id: "load", use: "test.fail", with: { retryable: false } }] });
  await t.rule({ rule: "b4", actions: works });
  await t.rule(ruleAfter("any4", { rules: ["a4", "b4"], of: "any" }));
  await t.rule(ruleAfter("ended4", { rules: ["a4", "b4"], on: "ended" }));
  await ends(t, "a4", "failed");
  expect(await t.executions("any4")).toEqual([]);
  await ends(t, "b4");
  expect(await t.executions("any4")).toHaveLength(1);
  expect(await t.executions("ended4")).toHaveLength(1);
});

test("a business day begins when the trigger says, and days off are left out", async () => {
  const t = engine();
  const at = await newDay(t);
  const day = at("00:00").slice(0, 10);
  const before = new Date(Date.parse(day) - 86_400_000).toISOString().slice(0, 10);
  const days = [
    { date: before, kind: "work" },
    { date: day, kind: "off" },
  ];
  const until = new Date(Date.parse(day) + 86_400_000 * 3).toISOString().slice(0, 10);
  await t.engine.saveCalendar(
    { calendar: "after", name: "after", from: before, until, workWeek: [1, 2, 3, 4, 5, 6, 7], days },
    { by: tester },
  );
  await t.rule({ rule: "a5", actions: works });
  await t.rule(ruleAfter("sum5", "a5", { dayStartsAt: "04:00", calendar: "after" }));
  await t.moveTo(at("02:00"));
  await ends(t, "a5");
  expect((await t.executions("sum5")).map(({ trigger }) => trigger["day"])).toEqual([before]);
  await t.moveTo(at("05:00"));
  await ends(t, "a5");
  expect(await t.executions("sum5")).toHaveLength(1);
  expect(await fatesOf(t, "sum5")).toEqual({ fired: 1, "calendar-skipped": 1 });
  expect(await balanced(t, "sum5")).toBe(true);
});

test("a rule that is made or changed in the middle of a day fires neither for what was before nor twice", async () => {
  const t = engine();
  const at = await newDay(t);
  await t.rule({ rule: "a6", actions: works });
  await ends(t, "a6");
  await t.moveTo(at("10:00"));
  await t.rule(ruleAfter("sum6", "a6"));
  await t.moveTo(at("11:00"));
  expect(await t.executions("sum6")).toEqual([]);
  await ends(t, "a6");
  expect(await t.executions("sum6")).toHaveLength(1);
  await t.engine.saveRule({ name: "测试", ...ruleAfter("sum6", "a6", { condition: "true" }) }, { by: tester });
  await t.engine.setRuleStatus("sum6", "disabled", { by: tester });
  await t.engine.setRuleStatus("sum6", "enabled", { by: tester });
  await t.moveTo(at("12:00"));
  await ends(t, "a6");
  expect(await t.executions("sum6")).toHaveLength(1);
  expect(await balanced(t, "sum6")).toBe(true);
});

test("rules that would wait for each other are refused, with the way named", async () => {
  const t = engine();
  const save = (rule: string, after: unknown) =>
    t.engine.saveRule({ name: "测试", ...ruleAfter(rule, after) }, { by: tester });
  await save("ring-a", "ring-b");
  await save("ring-b", { rules: ["ring-c"], of: "any" });
  await expect(save("ring-c", ["ring-a"])).rejects.toMatchObject({
    code: "RULE_INVALID",
    details: {
      problems: [{ message: "These rules wait for each other: ring-c → ring-a → ring-b → ring-c." }],
    },
  });
  await expect(save("ring-d", ["ring-d"])).rejects.toMatchObject({ code: "RULE_INVALID" });
});
