import type { Explanation } from "../../src/index.ts";
import { tester, type TestEngine } from "@belfry/testkit";
import { describe, expect, test } from "vitest";
import { cronRule, newDay, useEngine } from "../start-engine.ts";

const engine = useEngine();
const by = { by: tester };

const codes = ({ steps }: Explanation) => steps.map(({ code, verdict }) => `${code} ${verdict}`);
/** What became of it, or will. */
const fateIn = ({ headline }: Explanation) => headline.values["fate"];
const stepOf = ({ steps }: Explanation, code: string) => steps.find((step) => step.code === code);

async function calendar(t: TestEngine, name: string, off: readonly string[], until = "2026-12-31") {
  const days = off.map((date) => ({ date, kind: "off" as const, name: "停课" }));
  const workWeek = [1, 2, 3, 4, 5, 6, 7];
  await t.engine.saveCalendar({ calendar: name, name, from: "2026-01-01", until, days, workWeek }, by);
}

/** Several rules at one time of one day, moved to that time; each gets what became of it explained. */
async function at6(t: TestEngine, slug: string, rest: Record<string, unknown> = {}) {
  const at = await newDay(t);
  await t.rule(cronRule(slug, "0 6 * * *", rest));
  return { at, explain: (time: string) => t.engine.explainRule(slug, { at: new Date(at(time)) }) };
}

describe("what has been decided is explained by what was kept", () => {
  test("one that fired names its execution", async () => {
    const t = engine();
    const { at, explain } = await at6(t, "fired");
    await t.moveTo(at("06:00"));
    const told = await explain("06:00");
    const [execution] = await t.executions("fired");
    expect(codes(told)).toEqual([
      "rule.version info",
      "rule.enabled yes",
      "slot.there yes",
      "misfire.passed yes",
      "condition.none info",
      "fate.fired yes",
    ]);
    expect(told.headline).toMatchObject({
      code: "fate.fired",
      verdict: "yes",
      rule: "fired",
      trigger: "cron-1",
      links: [{ kind: "execution", id: String(execution?.id) }],
    });
  });

  test("a condition that was false shows each part with the value it had, also when the value is another by now", async () => {
    const t = engine();
    await t.engine.setVariables({ late: 3, limit: 10 }, by);
    const { at, explain } = await at6(t, "not-true", { condition: "vars.late > vars.limit" });
    await t.moveTo(at("06:00"));
    await t.engine.setVariables({ late: 30 }, by);
    const told = await explain("06:00");
    expect(fateIn(told)).toBe("condition-false");
    expect(stepOf(told, "condition.rule-false")).toMatchObject({
      verdict: "no",
      basis: "kept",
      values: { condition: "vars.late > vars.limit", vars: { late: 3, limit: 10 } },
      parts: [
        { source: "vars.late > vars.limit", value: false },
        { source: "vars.late", value: 3 },
        { source: "vars.limit", value: 10 },
      ],
    });
  });

  test("the condition of a trigger is kept with its values as well", async () => {
    const t = engine();
    await t.engine.setVariables({ open: false }, by);
    const { at, explain } = await at6(t, "own", { trigger: { condition: "vars.open" }, condition: "true" });
    await t.moveTo(at("06:00"));
    const told = await explain("06:00");
    expect(codes(told).slice(2)).toEqual([
      "slot.there yes",
      "misfire.passed yes",
      "condition.trigger-false no",
      "fate.condition-false no",
    ]);
    expect(stepOf(told, "condition.trigger-false")?.values).toMatchObject({ vars: { open: false } });
  });

  test("a condition that threw shows the message and which part it was", async () => {
    const t = engine();
    const { at, explain } = await at6(t, "throws", { condition: "vars.nowhere > 1 && true" });
    await t.moveTo(at("06:00"));
    const told = await explain("06:00");
    expect(fateIn(told)).toBe("condition-error");
    const step = stepOf(told, "condition.rule-error");
    expect(step?.values["message"]).toEqual(expect.stringContaining("nowhere"));
    expect(step?.parts.find(({ source }) => source === "vars.nowhere")?.problem).toBeDefined();
  });

  test("a day off is named, with the calendar", async () => {
    const t = engine();
    const tomorrow = dayOf(new Date((await t.database.clock.now()).getTime() + 86_400_000));
    await calendar(t, "closed", [tomorrow]);
    const { at, explain } = await at6(t, "off", { trigger: { calendar: "closed" } });
    await t.moveTo(at("06:00"));
    const told = await explain("06:00");
    expect(fateIn(told)).toBe("calendar-skipped");
    expect(stepOf(told, "calendar.off-named")).toMatchObject({
      values: { calendar: "closed", day: tomorrow, name: "停课" },
      links: [{ kind: "calendar", id: "closed" }],
    });
  });

  test.each([
    [{}, "misfire.too-late", { within: "12h" }],
    [{ misfire: { policy: "skip" } }, "misfire.skip", {}],
  ])("a time that was missed with %j says which policy it was", async (trigger, code, values) => {
    const t = engine();
    const { at, explain } = await at6(t, `missed-${code.replace(".", "-")}`, { trigger });
    await t.moveTo(at("19:00"));
    const told = await explain("06:00");
    expect(fateIn(told)).toBe("missed");
    expect(stepOf(told, code)).toMatchObject({ verdict: "no", values });
  });

  test("a rule that was busy says how many were running", async () => {
    const t = engine();
    const at = await newDay(t);
    await t.rule(
      cronRule("busy", "0,1 6 * * *", {
        concurrency: { limit: 1, onBusy: "skip" },
        actions: [{ id: "hold", use: "test.block", with: { name: "busy" } }],
      }),
    );
    await t.moveTo(at("06:00"));
    await t.actions.begun("busy");
    await t.moveTo(at("06:01"));
    const told = await t.engine.explainRule("busy", { at: new Date(at("06:01")) });
    t.actions.release("busy");
    expect(fateIn(told)).toBe("overlap-skipped");
    expect(stepOf(told, "limit.busy")?.values).toMatchObject({ running: 1, limit: 1 });
  });

  test("a rule that was disabled says since when, and by whom where the trail knows", async () => {
    const t = engine();
    const { at, explain } = await at6(t, "off-then");
    await t.moveTo(at("05:00"));
    await t.engine.setRuleStatus("off-then", "disabled", by);
    await t.moveTo(at("06:30"));
    const told = await explain("06:00");
    expect(fateIn(told)).toBe("disabled");
    expect(stepOf(told, "rule.disabled-since")?.at).toEqual(new Date(at("05:00")));
    await t.engine.setRuleStatus("off-then", "enabled", by);
    expect(fateIn(await explain("06:00"))).toBe("disabled");
  });

  test("what is no fire time says which field does not fit, and which are the nearest", async () => {
    const t = engine();
    const { at, explain } = await at6(t, "sometime");
    await t.moveTo(at("06:30"));
    const told = await explain("06:15");
    expect(fateIn(told)).toBe("none");
    expect(stepOf(told, "slot.misses")?.values["reason"]).toEqual({
      zh: "分钟是 15，表达式要求 0",
      en: "the minute is 15; the line wants 0",
    });
    expect(stepOf(told, "slot.nearest")?.values).toMatchObject({ before: at("06:00") });
  });

  test("a moment before the rule was there says so", async () => {
    const t = engine();
    const { at } = await at6(t, "young");
    const told = await t.engine.explainRule("young", { at: new Date(new Date(at("06:00")).getTime() - 86_400_000) });
    expect(codes(told)).toContain("rule.version-none no");
    expect(fateIn(told)).toBe("none");
  });

  test("a rule that is spread is found by the time that its schedule names", async () => {
    const t = engine();
    const { at } = await at6(t, "spread-out", { trigger: { spread: "1h" } });
    await t.moveTo(at("07:00"));
    const told = await t.engine.explainRule("spread-out", { at: new Date(at("06:00")) });
    expect(fateIn(told)).toBe("fired");
    expect(stepOf(told, "slot.spread")?.values).toMatchObject({ scheduledFor: at("06:00") });
  });

  test("an event trigger is not asked about the clock", async () => {
    const t = engine();
    const at = await newDay(t);
    await t.rule({ rule: "by-event", triggers: [{ event: "a.b" }], actions: [{ use: "test.echo" }] });
    const told = await t.engine.explainRule("by-event", { at: new Date(at("06:00")) });
    expect(stepOf(told, "trigger.waits")?.values["meaning"]).toMatchObject({ en: "When an event a.b comes in" });
  });
});

/** The day that is `days` after the one that begins at `at`. */
const later = (at: (time: string) => string, days: number, time: string) =>
  new Date(new Date(at(time)).getTime() + days * 86_400_000);
const dayOf = (at: Date) => at.toISOString().slice(0, 10);

describe("what lies ahead is explained as it then comes", () => {
  const cases: readonly (readonly [string, Record<string, unknown>, string])[] = [
    ["plain", {}, "fired"],
    ["true-then", { condition: "now.getHours() == 6 || true" }, "fired"],
    ["false-then", { condition: "vars.never == 1" }, "condition-false"],
    ["error-then", { condition: "vars.nothing.there" }, "condition-error"],
    ["own-false", { trigger: { condition: "false" } }, "condition-false"],
    ["skipped", { trigger: { calendar: "ahead" } }, "calendar-skipped"],
    ["moves-next", { trigger: { calendar: "ahead", onHoliday: "next" } }, "merged"],
    ["nth", { trigger: { calendar: "ahead", workday: 1 } }, "calendar-skipped"],
    ["beyond", { trigger: { calendar: "short" } }, "calendar-skipped"],
    ["spread", { trigger: { spread: "30m" } }, "fired"],
  ];

  test.each(cases)("%s", async (slug, rest, fate) => {
    const t = engine();
    const at = await newDay(t);
    const noon = later(at, 3, "06:00");
    await calendar(t, "ahead", [dayOf(noon)]);
    await calendar(t, "short", [], dayOf(later(at, 1, "06:00")));
    await t.engine.setVariables({ never: 0 }, by);
    await t.rule(cronRule(`f-${slug}`, "0 6 * * *", rest));
    const foreseen = await t.engine.explainRule(`f-${slug}`, { at: noon });
    for (let day = 0; day <= 3; day += 1) await t.moveTo(later(at, day, "06:31"));
    const told = await t.engine.explainRule(`f-${slug}`, { at: noon });
    expect(fateIn(told)).toBe(fate);
    expect(fateIn(foreseen)).toBe(fate);
    if (slug === "beyond") expect(foreseen.headline.code).toBe("will.unknown");
  });

  test("a limit that may skip it is named, because nobody knows yet whether it will", async () => {
    const t = engine();
    const at = await newDay(t);
    const rest = { rateLimit: { limit: 3, per: "1h", onLimit: "skip" }, concurrency: { limit: 1, onBusy: "skip" } };
    await t.rule(cronRule("may-skip", "0 6 * * *", rest));
    const foreseen = await t.engine.explainRule("may-skip", { at: later(at, 1, "06:00") });
    expect(codes(foreseen)).toEqual(expect.arrayContaining(["limit.room unknown", "limit.rate-room unknown"]));
    expect(stepOf(foreseen, "limit.rate-room")?.values).toEqual({ limit: 3, per: { ms: 3_600_000 } });
  });

  test("one that moves to a working day is found at both times", async () => {
    const t = engine();
    const at = await newDay(t);
    const due = later(at, 2, "06:00");
    const to = later(at, 3, "06:00");
    await calendar(t, "moving", [dayOf(due)]);
    const day = due.getUTCDate();
    await t.rule(cronRule("moves", `0 6 ${day} * *`, { trigger: { calendar: "moving", onHoliday: "next" } }));
    const before = [await t.engine.explainRule("moves", { at: due }), await t.engine.explainRule("moves", { at: to })];
    for (const days of [1, 2, 3]) await t.moveTo(later(at, days, "06:00"));
    const after = [await t.engine.explainRule("moves", { at: due }), await t.engine.explainRule("moves", { at: to })];
    expect([...before, ...after].map(fateIn)).toEqual(["moved", "moved", "moved", "moved"]);
    expect(after[0]?.headline.links).toHaveLength(1);
  });

  test("a rule that is not enabled will not fire, and says when it would", async () => {
    const t = engine();
    const at = await newDay(t);
    await t.engine.saveRule({ ...cronRule("asleep", "0 6 * * *"), name: "asleep" }, by);
    const told = await t.engine.explainRule("asleep", { at: later(at, 1, "06:00") });
    expect(told.headline).toMatchObject({ code: "will.disabled-else", verdict: "no", values: { fate: "disabled" } });
  });
});
