import { expect, test } from "vitest";
import { startTestEngine } from "@belfry/testkit";

test("a rule started by hand runs its actions in order and keeps what each returned", async () => {
  await using t = await startTestEngine();
  const slug = await t.rule({
    rule: "two-steps",
    actions: [
      { id: "first", use: "test.echo", with: { value: 20 } },
      { id: "second", use: "test.echo", with: { value: "${{ actions.first + 1 }}" } },
    ],
  });

  const execution = await t.reached(await t.run(slug), "success");

  expect(execution.actionRuns.map((run) => [run.action, run.state, run.output])).toEqual([
    ["first", "success", 20],
    ["second", "success", 21],
  ]);
  expect(t.errors).toEqual([]);
});
