import { startTestEngine, tester } from "@belfry/testkit";
import { expect, test } from "vitest";

test("a retry hours later has the whole time limit again", async () => {
  await using t = await startTestEngine();
  await t.engine.setVariables({ isBroken: true }, { by: tester });
  const slug = await t.rule({
    rule: "limited",
    timeout: "1h",
    forEach: ["only"],
    actions: [{ use: "test.fail", with: { until: "${{ vars.isBroken ? 9 : 1 }}", retryable: false } }],
  });
  const parent = await t.run(slug);
  await t.reached(parent, "failed");

  await t.database.clock.advance(3 * 3_600_000);
  await t.engine.setVariables({ isBroken: false }, { by: tester });
  await t.engine.retryExecution(parent, { by: tester });

  await t.until(async () => (await t.engine.getExecution(parent)).state === "success");
});

test("the limit counts from where the retry began", async () => {
  await using t = await startTestEngine();
  const slug = await t.rule({
    rule: "limited",
    timeout: "1h",
    actions: [{ use: "test.block", with: { name: "blocked" } }],
  });
  const id = await t.run(slug);
  await t.actions.begun("blocked");
  await t.database.clock.advance(3_600_000);
  expect(await t.reached(id, "failed")).toMatchObject({ failure: { code: "EXECUTION_TIMEOUT" } });

  await t.engine.retryExecution(id, { by: tester });
  await t.until(() => t.actions.runs.filter(({ use }) => use === "test.block").length === 2);
  await t.database.clock.advance(3_600_000);
  await t.until(async () => {
    const { state, redrive, failure } = await t.engine.getExecution(id);
    return state === "failed" && redrive === 1 && failure?.code === "EXECUTION_TIMEOUT";
  });
});
