import { startTestEngine, tester } from "@belfry/testkit";
import { expect, test } from "vitest";

test("a child that is retried at the moment its parent ends as failed heals its parent", async () => {
  const ending = Promise.withResolvers<void>();
  const mayEnd = Promise.withResolvers<void>();
  let ends = 0;
  await using t = await startTestEngine({
    faults: {
      async at(point) {
        if (point !== "before-finish") return;
        ends += 1;
        // The first end is the child's, the second the parent's.
        if (ends !== 2) return;
        ending.resolve();
        await mayEnd.promise;
      },
    },
  });
  await t.engine.setVariables({ isBroken: true }, { by: tester });
  const slug = await t.rule({
    rule: "children",
    forEach: ["only"],
    actions: [{ use: "test.fail", with: { until: "${{ vars.isBroken ? 9 : 1 }}", retryable: false } }],
  });
  const parent = await t.run(slug);
  await ending.promise;
  const [child] = await t.engine.listExecutions({ parentId: parent });

  await t.engine.setVariables({ isBroken: false }, { by: tester });
  const retried = t.engine.retryExecution(child?.id ?? 0, { by: tester });
  mayEnd.resolve();
  await retried;

  await t.reached(child?.id ?? 0, "success");
  expect(await t.reached(parent, "success")).toMatchObject({ failure: null, children: { success: 1 } });
  expect(t.errors).toEqual([]);
});

const steps = (retryFrom: string) => [
  { id: "look", use: "test.echo" },
  { id: "judge", use: "test.fail", retryFrom },
  { id: "later", use: "test.echo" },
];

test("a step that judges names the step at which a retry begins, and only an earlier one", async () => {
  await using t = await startTestEngine();
  for (const wrong of ["later", "judge", "nobody"]) {
    expect(t.engine.checkRule({ rule: "judge", name: "测试", actions: steps(wrong) })).toMatchObject([
      { path: "actions[1].retryFrom", message: `No action before this one is called ${wrong}.` },
    ]);
  }

  const slug = await t.rule({ rule: "judge", actions: steps("look") });
  const id = await t.run(slug);
  await t.reached(id, "failed");
  await t.engine.retryExecution(id, { by: tester });
  await t.until(async () => (await t.engine.getExecution(id)).state === "failed");
  expect(t.actions.runs.map(({ use }) => use)).toEqual(["test.echo", "test.fail", "test.echo", "test.fail"]);
});
