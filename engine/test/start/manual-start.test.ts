import { expect, test } from "vitest";
import { tester } from "@belfry/testkit";
import { useEngine } from "../start-engine.ts";

const engine = useEngine();
const typed = {
  type: "object",
  properties: {
    buildings: { type: "array", items: { type: "string" } },
    count: { type: "integer", minimum: 1, default: 3 },
  },
  required: ["buildings"],
  additionalProperties: false,
};

test("two starts with one key start one execution, also at the same moment", async () => {
  const t = engine();
  const slug = await t.rule({ rule: "once", actions: [{ use: "test.echo" }] });
  const starts = await Promise.all(
    Array.from({ length: 12 }, () => t.engine.triggerRule(slug, { by: tester, idempotencyKey: "2026-W09" })),
  );
  expect(new Set(starts.map((start) => start.executionId)).size).toBe(1);
  expect(starts.filter((start) => start.fate === "fired")).toHaveLength(1);
  expect(starts.filter((start) => start.fate === "merged")).toHaveLength(11);
  expect(await t.executions(slug)).toHaveLength(1);
});

test("a key belongs to its rule and is remembered for a day", async () => {
  const t = engine();
  const start = (slug: string) => t.engine.triggerRule(slug, { by: tester, idempotencyKey: "key" });
  const [a, b] = [
    await t.rule({ rule: "key-a", actions: [{ use: "test.echo" }] }),
    await t.rule({ rule: "key-b", actions: [{ use: "test.echo" }] }),
  ];
  expect([(await start(a)).fate, (await start(b)).fate, (await start(a)).fate]).toEqual(["fired", "fired", "merged"]);
  await t.database.clock.advance(24 * 3_600_000 + 1);
  expect((await start(a)).fate).toBe("fired");
  expect(await t.executions(a)).toHaveLength(2);
});

test("a repeated start is merged even when the condition no longer holds", async () => {
  const t = engine();
  await t.engine.setVariables({ open: true }, { by: tester });
  const slug = await t.rule({ rule: "was-open", condition: "vars.open", actions: [{ use: "test.echo" }] });
  const start = () => t.engine.triggerRule(slug, { by: tester, idempotencyKey: "key" });
  const first = await start();
  await t.engine.setVariables({ open: false }, { by: tester });
  expect(await start()).toMatchObject({ fate: "merged", executionId: first.executionId });
});

test("a start that was not accepted has not used up its key", async () => {
  const t = engine();
  await t.engine.setVariables({ open: false }, { by: tester });
  const slug = await t.rule({ rule: "not-yet", condition: "vars.open", actions: [{ use: "test.echo" }] });
  const start = () => t.engine.triggerRule(slug, { by: tester, idempotencyKey: "key" });
  expect(await start()).toEqual({
    fate: "condition-false",
    executionId: null,
    detail: { condition: "vars.open", vars: { open: false } },
  });
  await t.engine.setVariables({ open: true }, { by: tester });
  expect((await start()).fate).toBe("fired");
});

test("a condition that throws starts nothing and says why", async () => {
  const t = engine();
  const slug = await t.rule({ rule: "throws", condition: "vars.nothing.here > 1", actions: [{ use: "test.echo" }] });
  const start = await t.engine.triggerRule(slug, { by: tester });
  expect(start).toMatchObject({ fate: "condition-error", executionId: null });
  expect(String(start.detail?.["message"])).not.toBe("");
});

test("inputs are checked against the schema of the rule, with the path of each problem", async () => {
  const t = engine();
  const slug = await t.rule({
    rule: "typed",
    inputs: typed,
    actions: [{ use: "test.echo", with: { value: "${{ inputs }}" } }],
  });
  const problemsOf = async (inputs: unknown) => {
    const error: unknown = await t.engine.triggerRule(slug, { by: tester, inputs }).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: "INPUT_INVALID" });
    return (error as { details: { problems: { path: string }[] } }).details.problems
      .map((problem) => problem.path)
      .toSorted();
  };
  expect(await problemsOf({})).toEqual(["inputs.buildings"]);
  expect(await problemsOf({ buildings: [1], count: 0 })).toEqual(["inputs.buildings[0]", "inputs.count"]);
  expect(await problemsOf({ buildings: [], other: 1 })).toHaveLength(1);
  for (const inputs of ["text", ["a"], 5, true]) expect(await problemsOf(inputs)).not.toHaveLength(0);
  for (const text of ["nul \0", "half \ud83d"]) expect(await problemsOf({ buildings: [text] })).toEqual(["inputs"]);
  expect(await t.executions(slug)).toHaveLength(0);

  const execution = await t.reached(await t.run(slug, { buildings: ["一号楼"] }), "success");
  expect(execution.inputs).toEqual({ buildings: ["一号楼"], count: 3 });
});

test("a rule with a schedule must do without inputs, because a schedule gives none", () => {
  const t = engine();
  const rule = { rule: "nightly", name: "nightly", triggers: [{ cron: "0 6 * * *" }], actions: [{ use: "test.echo" }] };
  expect(t.engine.checkRule({ ...rule, inputs: typed }).map((problem) => problem.path)).toEqual(["inputs"]);
  expect(t.engine.checkRule({ ...rule, inputs: { ...typed, required: [] } })).toEqual([]);
});

test("a rule or a variable with a text that cannot be kept is refused in words, and nothing is saved", async () => {
  const t = engine();
  const broken = { rule: "broken", name: "half \ud83d", actions: [{ use: "test.echo" }] };
  await expect(t.engine.saveRule(broken, { by: tester })).rejects.toMatchObject({ code: "RULE_INVALID" });
  await expect(t.engine.setVariables({ good: 1, text: "nul \0" }, { by: tester })).rejects.toMatchObject({
    code: "INPUT_INVALID",
  });
  expect((await t.engine.listVariables()).map(({ name }) => name)).not.toContain("good");
});

test("a rule without inputs takes none", async () => {
  const t = engine();
  const slug = await t.rule({ rule: "bare", actions: [{ use: "test.echo" }] });
  await expect(t.engine.triggerRule(slug, { by: tester, inputs: { a: 1 } })).rejects.toMatchObject({
    code: "INPUT_INVALID",
  });
});

test("a disabled rule may be tried by hand, an archived may not, an unknown is not found", async () => {
  const t = engine();
  const slug = await t.rule({ rule: "states", actions: [{ use: "test.echo" }] });
  await t.engine.setRuleStatus(slug, "disabled", { by: tester });
  expect((await t.engine.triggerRule(slug, { by: tester })).fate).toBe("fired");
  await t.engine.setRuleStatus(slug, "archived", { by: tester });
  await expect(t.engine.triggerRule(slug, { by: tester })).rejects.toMatchObject({ code: "RULE_NOT_ENABLED" });
  await expect(t.engine.triggerRule("nobody", { by: tester })).rejects.toMatchObject({ code: "RULE_NOT_FOUND" });
});
