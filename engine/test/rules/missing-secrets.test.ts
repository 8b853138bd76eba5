import { startTestEngine, tester } from "@belfry/testkit";
import { expect, test } from "vitest";

const by = { by: tester };
const action = { id: "call", use: "test.secret", with: { value: "${{ secrets.TOKEN }}" } };
const rule = { rule: "call", name: "Call", actions: [action] };

test("a rule that names a secret nobody has stored is saved with a warning and not enabled, until it is stored", async () => {
  const stored = new Set<string>();
  await using t = await startTestEngine({ start: false, hooks: { secretNames: async () => stored } });
  const saved = await t.engine.saveRule(rule, by);
  expect(saved.outcome).toBe("created");
  expect(saved.warnings).toEqual([
    {
      path: "actions[0].with.value",
      message: "The secret TOKEN is not stored.",
      remedy: expect.stringContaining("belfry secrets set TOKEN") as string,
    },
  ]);
  await expect(t.engine.setRuleStatus("call", "enabled", by)).rejects.toMatchObject({ code: "SECRET_NOT_FOUND" });
  stored.add("TOKEN");
  expect(await t.engine.setRuleStatus("call", "enabled", by)).toMatchObject({ status: "enabled" });
});

test("an enabled rule is not changed into one that names a secret nobody has stored", async () => {
  await using t = await startTestEngine({ start: false, hooks: { secretNames: async () => new Set(["OTHER"]) } });
  await t.engine.saveRule({ ...rule, actions: [{ ...action, with: { value: "${{ secrets.OTHER }}" } }] }, by);
  await t.engine.setRuleStatus("call", "enabled", by);
  await expect(t.engine.saveRule(rule, by)).rejects.toMatchObject({
    code: "RULE_INVALID",
    problems: [{ path: "actions[0].with.value" }],
  });
  expect((await t.engine.getRule("call")).version).toBe(1);
});
