import { describe, expect, test } from "vitest";
import { newDay, useEngine } from "../start-engine.ts";

const engine = useEngine();

const explained = async (id: number) => {
  const { headline, steps } = await engine().engine.explainExecution(id);
  return {
    headline,
    steps,
    codes: steps.map(({ code }) => code),
    step: (code: string) => steps.find((one) => one.code === code),
  };
};

describe("an execution is explained", () => {
  test("by who started it, what was left out by which condition with its values, and how it failed", async () => {
    const t = engine();
    const slug = await t.rule({
      rule: "fails",
      inputs: { type: "object", properties: { late: { type: "integer", default: 0 } } },
      actions: [
        { id: "count", use: "test.echo", with: { value: "${{ inputs.late + 1 }}" } },
        { id: "mail", if: "actions.count > 5 && inputs.late > 0", use: "test.echo", with: { value: 1 } },
        { id: "last", use: "test.fail", with: { retryable: false } },
      ],
    });
    const id = await t.run(slug, { late: 2 });
    await t.reached(id, "failed");
    const { headline, codes, step } = await explained(id);
    expect(codes).toEqual([
      "started.by-person",
      "version.used",
      "step.succeeded",
      "step.skipped-if",
      "step.failed-attempt",
      "state.failed",
    ]);
    expect(headline).toMatchObject({ code: "state.failed", verdict: "no", values: { action: "last" } });
    expect(step("step.skipped-if")).toMatchObject({ basis: "kept", values: { action: "mail" } });
    expect(step("step.skipped-if")?.parts).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ source: "actions.count", value: 3 }),
        expect.objectContaining({ source: "inputs.late", value: 2 }),
      ]),
    );
  });

  test("that waits says for what and until when", async () => {
    const t = engine();
    const at = await newDay(t);
    const slug = await t.rule({
      rule: "waits",
      actions: [{ id: "later", use: "test.wait", with: { until: at("12:00") } }],
    });
    const id = await t.run(slug);
    await t.reached(id, "waiting");
    const { headline, step } = await explained(id);
    expect(headline).toMatchObject({ code: "state.waiting", verdict: "unknown" });
    expect(step("waits.step")).toMatchObject({ values: { action: "later", until: at("12:00") } });
  });

  test("that is tried again says why it failed and when", async () => {
    const t = engine();
    await newDay(t);
    const slug = await t.rule({
      rule: "again",
      actions: [{ id: "flaky", use: "test.fail", with: { until: 2 }, retry: { attempts: 3, delay: "5m" } }],
    });
    const id = await t.run(slug);
    await t.reached(id, "retrying");
    const { step } = await explained(id);
    expect(step("waits.retry")).toMatchObject({ verdict: "unknown", values: { action: "flaky" } });
    expect(step("waits.retry")?.values["message"]).not.toBe("");
  });

  test("that waits at a gate says how many may work at once", async () => {
    const t = engine();
    const slug = await t.rule({
      rule: "gate",
      concurrency: { limit: 1 },
      actions: [{ id: "hold", use: "test.block", with: { name: "gate" } }],
    });
    const first = await t.run(slug);
    await t.actions.begun("gate");
    const second = await t.run(slug);
    const { codes, step } = await explained(second);
    t.actions.release("gate");
    await t.reached(first, "success");
    await t.reached(second, "success");
    expect(codes).toContain("turn.waits");
    expect(step("waits.gate-rule")?.values).toMatchObject({ limit: 1, ahead: 0 });
  });
});
