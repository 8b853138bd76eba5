import { tester, type TestEngine } from "@belfry/testkit";
import { describe, expect, test } from "vitest";
import { cronRule, newDay, useEngine } from "../start-engine.ts";

const engine = useEngine();
const by = { by: tester };
let count = 0;

const order = (amount: number, customer = "a", type = "order.paid") => ({
  source: "/shop",
  id: `w${(count += 1)}`,
  type,
  data: { amount, customer },
});
const send = (t: TestEngine, ...events: ReturnType<typeof order>[]) =>
  t.engine.acceptEvents(events, { broughtBy: "test" });
const sums = ({ more, fewer, same }: { more: number; fewer: number; same: number }) => ({ more, fewer, same });
const named = (rule: Record<string, unknown>) => ({ name: "测试", ...rule });
const madeUp = (policy: string) => named(cronRule("made-up", "0 6,7 * * *", { trigger: { misfire: { policy } } }));
const orders = (least: number) =>
  named({
    rule: "orders",
    triggers: [{ event: "order.paid" }],
    condition: `event.data.amount >= ${least}`,
    actions: [{ use: "test.echo" }],
  });

const limited = (limit: number) =>
  cronRule("rate", "*/10 * * * *", {
    rateLimit: { limit, per: "1h", onLimit: "skip" },
    concurrency: { limit: 1, onBusy: "skip" },
  });

describe("fire times", () => {
  test("the same definition does the same, over days with a day off, an outage, a disabled time and a false condition", async () => {
    const t = engine();
    const at = await newDay(t);
    const day = (n: number, time: string) => new Date(new Date(at(time)).getTime() + n * 86_400_000);
    const off = day(1, "00:00").toISOString().slice(0, 10);
    const workWeek = [1, 2, 3, 4, 5, 6, 7];
    await t.engine.saveCalendar(
      {
        calendar: "w",
        name: "w",
        from: "2026-01-01",
        until: "2027-12-31",
        workWeek,
        days: [{ date: off, kind: "off" }],
      },
      by,
    );
    const rule = cronRule("same", "0 * * * *", {
      trigger: { calendar: "w", misfire: { policy: "skip" } },
      condition: "int(trigger.dueAt.substring(11, 13)) != 3",
    });
    await t.rule(rule);
    for (let hour = 1; hour <= 36; hour += 1) await t.moveTo(new Date(day(0, "00:00").getTime() + hour * 3_600_000));
    await t.moveTo(day(2, "05:30"));
    await t.engine.setRuleStatus("same", "disabled", by);
    await t.moveTo(day(2, "08:30"));
    await t.engine.setRuleStatus("same", "enabled", by);
    for (let hour = 9; hour <= 12; hour += 1) await t.moveTo(day(2, `${String(hour).padStart(2, "0")}:00`));
    const { fates } = await t.engine.reconcileSlots("same");
    expect(Object.keys(fates).toSorted()).toEqual([
      "calendar-skipped",
      "condition-false",
      "disabled",
      "fired",
      "missed",
    ]);
    const replayed = await t.engine.whatIf("same", { definition: named(rule), days: 7 });
    expect(sums(replayed)).toEqual({ more: 0, fewer: 0, same: fates.fired });
    expect(replayed.differences).toEqual([]);
  });

  test("what its rate limit skipped stays skipped while the limit stays, and the answer says what it cannot replay", async () => {
    const t = engine();
    const at = await newDay(t);
    await t.rule(limited(2));
    for (let minute = 10; minute <= 60; minute += 10)
      await t.moveTo(new Date(new Date(at("00:00")).getTime() + minute * 60_000));
    const { fates } = await t.engine.reconcileSlots("rate");
    expect(fates["rate-limited"]).toBeGreaterThan(1);
    const same = await t.engine.whatIf("rate", { definition: named(limited(2)) });
    expect(sums(same)).toEqual({ more: 0, fewer: 0, same: fates.fired });
    expect(same.notes.map(({ code }) => code)).toEqual(expect.arrayContaining(["what-if.limits", "what-if.rate"]));
    const one = await t.engine.whatIf("rate", { definition: named(limited(1)) });
    expect(one.more).toBe(0);
    expect(one.fewer).toBeGreaterThan(0);
    expect(one.differences[0]?.why).toMatchObject([{ code: "limit.rate" }]);
  });

  test("another time is more and fewer, each with why", async () => {
    const t = engine();
    const at = await newDay(t);
    await t.rule(cronRule("moved-time", "0 6,7 * * *"));
    for (const time of ["06:00", "07:00", "08:30"]) await t.moveTo(at(time));
    const replayed = await t.engine.whatIf("moved-time", { definition: named(cronRule("moved-time", "0 7,8 * * *")) });
    expect(sums(replayed)).toEqual({ more: 1, fewer: 1, same: 1 });
    expect(replayed.differences).toMatchObject([
      {
        at: new Date(at("08:00")),
        change: "more",
        happened: { fate: "none", executionId: null },
        wouldHappen: { fate: "fired" },
        why: [{ code: "what-if.was-no-fire-time" }],
      },
      {
        at: new Date(at("06:00")),
        change: "fewer",
        happened: { fate: "fired", executionId: expect.any(Number) as number },
        wouldHappen: { fate: "none" },
        why: [{ code: "what-if.no-fire-time" }],
      },
    ]);
    expect(replayed.days).toHaveLength(1);
  });

  test("a condition that is added takes some away, and says with which values", async () => {
    const t = engine();
    const at = await newDay(t);
    await t.engine.setVariables({ least: 7 }, by);
    await t.rule(cronRule("with-condition", "0 6,7,8 * * *"));
    for (const time of ["06:00", "07:00", "08:30"]) await t.moveTo(at(time));
    const condition = "int(trigger.dueAt.substring(11, 13)) >= vars.least";
    const replayed = await t.engine.whatIf("with-condition", {
      definition: named(cronRule("with-condition", "0 6,7,8 * * *", { condition })),
    });
    expect(sums(replayed)).toEqual({ more: 0, fewer: 1, same: 2 });
    expect(replayed.differences[0]).toMatchObject({
      at: new Date(at("06:00")),
      wouldHappen: { fate: "condition-false" },
      why: [{ code: "condition.rule-false", basis: "now", values: { vars: { least: 7 } } }],
    });
    expect(replayed.differences[0]?.why[0]?.parts[0]).toMatchObject({ value: false });
  });

  test("what was missed fires under a policy that makes up for it", async () => {
    const t = engine();
    const at = await newDay(t);
    await t.rule(madeUp("skip"));
    await t.moveTo(at("09:00"));
    expect(sums(await t.engine.whatIf("made-up", { definition: madeUp("skip") }))).toEqual({
      more: 0,
      fewer: 0,
      same: 0,
    });
    expect(sums(await t.engine.whatIf("made-up", { definition: madeUp("latest") }))).toEqual({
      more: 1,
      fewer: 0,
      same: 0,
    });
    expect(sums(await t.engine.whatIf("made-up", { definition: madeUp("all") }))).toEqual({
      more: 2,
      fewer: 0,
      same: 0,
    });
  });

  test("a rule that does not exist yet is all more, and one with faults is refused with all of them", async () => {
    const t = engine();
    const at = await newDay(t);
    await t.moveTo(at("12:00"));
    const fresh = await t.engine.whatIf("fresh", { definition: named(cronRule("fresh", "0 6 * * *")), days: 3 });
    expect(sums(fresh)).toEqual({ more: 3, fewer: 0, same: 0 });
    expect(fresh.notes.map(({ code }) => code)).toContain("what-if.new-rule");
    await expect(t.engine.whatIf("fresh", { definition: { rule: "fresh" } })).rejects.toMatchObject({
      code: "RULE_INVALID",
    });
  });

  test("nothing is written, and a page of the differences can be asked for", async () => {
    const t = engine();
    const at = await newDay(t);
    await t.moveTo(at("12:00"));
    const written = async () => {
      const { rows } = await t.database.store.query<{ n: number }>({
        name: "test-written",
        text: "select ((select count(*) from belfry.slot_fates) + (select count(*) from belfry.executions) + (select count(*) from belfry.rules))::int as n",
      });
      return rows[0]?.n;
    };
    const before = await written();
    const definition = named(cronRule("paged", "*/10 * * * *"));
    const page = await t.engine.whatIf("paged", { definition, days: 1, limit: 10, offset: 20 });
    expect(page).toMatchObject({ more: 144, total: 144 });
    expect(page.differences.map((one) => one.at.toISOString())[0]).toBe(at("08:40"));
    expect(page.differences).toHaveLength(10);
    expect(await written()).toBe(before);
  });

  test("more fire times than are replayed are cut, and that is said", async () => {
    const t = engine();
    await newDay(t);
    const replayed = await t.engine.whatIf("seconds", {
      definition: named(cronRule("seconds", "* * * * * *")),
      days: 2,
    });
    expect(replayed.more).toBeGreaterThan(0);
    expect(replayed.notes.map(({ code }) => code)).toContain("what-if.cut-slots");
  });
});

describe("events", () => {
  test("a condition over the data of events is replayed with what came in", async () => {
    const t = engine();
    const at = await newDay(t);
    await t.rule(orders(100));
    await t.moveTo(at("01:00"));
    await send(t, order(50), order(150), order(250), order(500, "a", "order.lost"));
    await t.moveTo(at("02:00"));
    expect(sums(await t.engine.whatIf("orders", { definition: orders(100) }))).toEqual({ more: 0, fewer: 0, same: 2 });
    const lower = await t.engine.whatIf("orders", { definition: orders(10) });
    expect(sums(lower)).toEqual({ more: 1, fewer: 0, same: 2 });
    expect(lower.differences[0]).toMatchObject({
      change: "more",
      happened: { fate: "condition-false" },
      why: [{ code: "condition.rule-false", basis: "kept" }, { code: "fate.condition-false" }],
    });
    const higher = await t.engine.whatIf("orders", { definition: orders(200) });
    expect(sums(higher)).toEqual({ more: 0, fewer: 1, same: 1 });
    const other = await t.engine.whatIf("orders", {
      definition: { ...orders(10), triggers: [{ event: "order.lost" }] },
    });
    expect(sums(other)).toEqual({ more: 1, fewer: 2, same: 0 });
    expect(other.differences.filter(({ change }) => change === "fewer")[0]?.why).toMatchObject([
      { code: "what-if.no-match" },
    ]);
  });

  test.each([
    ["throttle", { throttle: { every: "10m" } }],
    ["debounce", { debounce: { quiet: "2m", max: "5m" } }],
    ["batch", { batch: { size: 3, within: "6m" } }],
  ])("with the same %s the same fires", async (slug, gathering) => {
    const t = engine();
    const at = await newDay(t);
    const rule = named({
      rule: `w-${slug}`,
      triggers: [{ event: "order.paid", key: "event.data.customer", ...gathering }],
      actions: [{ use: "test.echo" }],
    });
    await t.rule(rule);
    for (let minute = 1; minute <= 40; minute += 1) {
      await t.moveTo(at(`01:${String(minute).padStart(2, "0")}`));
      await t.until(async () => {
        const { rows } = await t.database.store.query<{ n: number }>({
          name: "test-windows",
          text: "select count(*)::int as n from belfry.event_windows where gathers and closes_at <= belfry.now()",
        });
        return rows[0]?.n === 0;
      });
      if (minute % 3 === 0) await send(t, order(1, "a"));
      if (minute % 7 < 2) await send(t, order(1, "b"));
    }
    const replayed = await t.engine.whatIf(`w-${slug}`, { definition: rule });
    expect(sums(replayed)).toEqual({ more: 0, fewer: 0, same: (await t.executions(`w-${slug}`)).length });
    expect(replayed.same).toBeGreaterThan(3);
    const without = { ...rule, triggers: [{ event: "order.paid" }] };
    expect((await t.engine.whatIf(`w-${slug}`, { definition: without })).more).toBeGreaterThan(3);
  });

  test("events that came in before the rule was enabled, or while it was not, do not count", async () => {
    const t = engine();
    const at = await newDay(t);
    const rule = named({ rule: "young", triggers: [{ event: "order.paid" }], actions: [{ use: "test.echo" }] });
    await send(t, order(1));
    await t.moveTo(at("01:00"));
    await t.rule(rule);
    await t.moveTo(at("02:00"));
    await send(t, order(1));
    await t.engine.setRuleStatus("young", "disabled", by);
    await t.moveTo(at("03:00"));
    await send(t, order(1));
    expect(sums(await t.engine.whatIf("young", { definition: rule }))).toEqual({ more: 0, fewer: 0, same: 1 });
    await t.engine.setRuleStatus("young", "enabled", by);
    await t.moveTo(at("04:00"));
    expect(sums(await t.engine.whatIf("young", { definition: rule }))).toEqual({ more: 0, fewer: 0, same: 1 });
  });
});

test("the next fire times of an edited rule stand beside those it has, with what a calendar leaves out", async () => {
  const t = engine();
  const at = await newDay(t);
  const day = (n: number) => new Date(new Date(at("00:00")).getTime() + n * 86_400_000).toISOString().slice(0, 10);
  const workWeek = [1, 2, 3, 4, 5, 6, 7];
  await t.engine.saveCalendar(
    {
      calendar: "p",
      name: "p",
      from: "2026-01-01",
      until: "2027-12-31",
      workWeek,
      days: [{ date: day(1), kind: "off" }],
    },
    by,
  );
  await t.rule(cronRule("shown", "0 6 * * *"));
  const definition = named(cronRule("shown", "0 7 * * *", { trigger: { calendar: "p" } }));
  const { before, after } = await t.engine.previewEdited("shown", { definition, count: 2 });
  expect(before?.map((time) => time.at.toISOString())).toEqual([`${day(0)}T06:00:00.000Z`, `${day(1)}T06:00:00.000Z`]);
  expect(after.map((time) => [time.at.toISOString(), time.skipped !== undefined])).toEqual([
    [`${day(0)}T07:00:00.000Z`, false],
    [`${day(1)}T07:00:00.000Z`, true],
    [`${day(2)}T07:00:00.000Z`, false],
  ]);
});
