import { describe, expect, test } from "vitest";
import { newDay, useEngine } from "../start-engine.ts";

const engine = useEngine();
let count = 0;

async function send(type: string, data: Record<string, unknown> = {}, rest: Record<string, unknown> = {}) {
  const event = { source: "/shop", id: `x${(count += 1)}`, type, data, ...rest };
  const [accepted] = await engine().engine.acceptEvents([event], { broughtBy: "test" });
  return accepted?.id ?? 0;
}
const actions = [{ use: "test.echo" }];
const explained = async (id: number, rule?: string) => {
  const { headline, steps } = await engine().engine.explainEvent(id, rule === undefined ? {} : { rule });
  return {
    headline,
    steps,
    codes: steps.map(({ code }) => code),
    step: (code: string) => steps.find((one) => one.code === code),
  };
};

describe("an event is explained", () => {
  test("where it fired, with its execution, and where a condition held it back, with the values", async () => {
    const t = engine();
    await t.rule({ rule: "big", triggers: [{ event: "order.paid" }], condition: "event.data.amount > 100", actions });
    await t.rule({ rule: "all", triggers: [{ event: "order.*" }], actions });
    const id = await send("order.paid", { amount: 50 });
    const { headline, steps, step } = await explained(id);
    expect(headline).toMatchObject({ code: "event.started", verdict: "yes", values: { started: 1 } });
    expect(steps.filter(({ rule }) => rule === "all").map(({ code }) => code)).toEqual([
      "match.yes",
      "condition.none",
      "fate.fired",
    ]);
    expect(step("condition.rule-false")).toMatchObject({ rule: "big", basis: "kept" });
    expect(step("condition.rule-false")?.parts.at(-1)).toMatchObject({ source: "event.data.amount", value: 50 });
  });

  test("that matched nothing: the nearest trigger comes first, with what differs and both values", async () => {
    const t = engine();
    await t.rule({ rule: "far", triggers: [{ event: "person.left" }], actions });
    await t.rule({ rule: "near", triggers: [{ event: "order.paid", subject: "shop-1" }], actions });
    const id = await send("order.payed", {}, { subject: "shop-1" });
    const { headline, steps } = await explained(id);
    expect(headline).toMatchObject({ code: "event.matched-nothing", verdict: "no" });
    expect(steps[0]).toMatchObject({ rule: "near", code: "match.no", basis: "now" });
    expect(steps[1]).toMatchObject({
      code: "match.differs",
      values: { attribute: "type", wanted: "order.paid", is: "order.payed" },
    });
    const { steps: only } = await explained(id, "far");
    expect(new Set(only.map(({ rule }) => rule))).toEqual(new Set(["far"]));
  });

  test("that came before the trigger, or while the rule was disabled", async () => {
    const t = engine();
    const at = await newDay(t);
    const early = await send("late.rule");
    await t.moveTo(at("01:00"));
    await t.rule({ rule: "later", triggers: [{ event: "late.rule" }], actions });
    expect((await explained(early, "later")).codes).toContain("match.too-new");
    await t.moveTo(at("02:00"));
    await t.engine.setRuleStatus("later", "disabled", {
      by: { kind: "person", name: "x", address: null, requestId: null },
    });
    await t.moveTo(at("03:00"));
    const missed = await send("late.rule");
    const { step } = await explained(missed, "later");
    expect(step("rule.disabled-since")).toMatchObject({ at: new Date(at("02:00")) });
  });

  test("that was throttled, or is still gathered, with when", async () => {
    const t = engine();
    const at = await newDay(t);
    await t.rule({ rule: "once", triggers: [{ event: "tick", throttle: { every: "10m" } }], actions });
    await t.rule({ rule: "many", triggers: [{ event: "tick", batch: { size: 3, within: "5m" } }], actions });
    await send("tick");
    const second = await send("tick");
    const { steps } = await explained(second);
    expect(steps.find(({ rule, code }) => rule === "once" && code === "limit.rate")?.values).toMatchObject({
      until: at("00:10"),
    });
    expect(steps.find(({ rule, code }) => rule === "many" && code === "fate.gathered")?.values).toMatchObject({
      closesAt: at("00:05"),
    });
    const third = await send("tick");
    const merged = (await explained(second, "many")).step("fate.merged-event");
    expect(merged).toMatchObject({ values: { into: third } });
    expect(merged?.links.map(({ kind }) => kind)).toEqual(["event", "execution"]);
  });
});
