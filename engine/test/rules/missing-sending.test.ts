import { defineAction, definePlugin } from "@belfry/plugin-kit";
import { startTestEngine, tester } from "@belfry/testkit";
import { expect, test } from "vitest";
import { z } from "zod";
import type { CheckSendingNames } from "../../src/rules/missing-sending.ts";

const by = { by: tester };
const send = defineAction({
  id: "test.send",
  displayName: { zh: "发送", en: "Send" },
  description: { zh: "发送", en: "Sends" },
  input: z.strictObject({ template: z.string() }),
  idempotent: true,
  channel: "pigeon",
  names: ({ template }) => [{ kind: "template", name: String(template), path: "template" }],
  run: async () => ({}),
});
const plugins = [definePlugin({ name: "test-send", version: "1.0.0", actions: [send] })];
const ruleWith = (template: string) => ({
  rule: "tell",
  name: "Tell",
  actions: [{ id: "night", do: [{ id: "send", use: "test.send", with: { template } }] }],
});

const problem = {
  path: "actions[0].do[0].with.template",
  message: "There is no late.",
  remedy: "Save it. Until then the rule cannot be enabled.",
};

/** A ledger that knows some names, and counts how often it is asked. */
function ledger(...known: string[]) {
  const there = new Set(known);
  const asked: (string | undefined)[][] = [];
  const sendingNames: CheckSendingNames = async (names) => {
    asked.push(names.map(({ channel }) => channel));
    return names.map(({ name }) =>
      there.has(name) ? undefined : { message: `There is no ${name}.`, remedy: "Save it." },
    );
  };
  return { there, asked, hooks: { sendingNames } };
}

test("a rule that names a template which is not there is saved with a warning and not enabled, until it is there", async () => {
  const { there, asked, hooks } = ledger();
  await using t = await startTestEngine({ start: false, plugins, hooks });
  const saved = await t.engine.saveRule(ruleWith("late"), by);
  expect(saved.warnings).toEqual([problem]);
  expect(asked).toEqual([["pigeon"]]);
  await expect(t.engine.setRuleStatus("tell", "enabled", by)).rejects.toMatchObject({
    code: "RULE_INVALID",
    problems: [problem],
  });
  expect((await t.engine.previewEnable("tell")).hindrances).toEqual([problem]);
  there.add("late");
  expect(await t.engine.setRuleStatus("tell", "enabled", by)).toMatchObject({ status: "enabled" });
  await expect(t.engine.saveRule(ruleWith("later"), by)).rejects.toMatchObject({ code: "RULE_INVALID" });
});

test("an import asks once for all its rules, and refuses to enable what names nothing", async () => {
  const { asked, hooks } = ledger("here");
  await using t = await startTestEngine({ start: false, plugins, hooks });
  const rules = ["here", "late"].map((name) => ({ ...ruleWith(name), rule: `tell-${name}` }));
  const may = { weakenDemands: false, calendars: false, variables: false };
  const result = await t.engine.importRules(
    { rules, calendars: [], variables: {} },
    { by: tester, scope: null, may, dryRun: true, enable: true },
  );
  expect(result.items.map(({ name, outcome, problems }) => [name, outcome, problems.map(({ path }) => path)])).toEqual([
    ["tell-here", "created", []],
    ["tell-late", "refused", [problem.path]],
  ]);
  expect(asked).toHaveLength(1);
});
