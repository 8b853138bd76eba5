/** The three rules of the example that generate: by their clocks, each its own task types, for the day on which it was due. */
import { readFile } from "node:fs/promises";
import { builtinActions } from "@belfry/actions";
import { startTestEngine, tester, type TestEngine } from "@belfry/testkit";
import { builtinTriggers } from "@belfry/triggers";
import { afterAll, beforeAll, expect, test } from "vitest";
import { parse, parseAllDocuments } from "yaml";

const EXAMPLE = new URL("../../examples/shop-task-grid/", import.meta.url);
const read = (name: string) => readFile(new URL(name, EXAMPLE), "utf8");
const DAY = 86_400_000;

let t: TestEngine;
beforeAll(async () => {
  t = await startTestEngine({ plugins: [builtinTriggers, builtinActions] });
  await t.engine.saveGrid(parse(await read("grid.yaml")), { by: tester });
  const members = ["pdd", "tm"].map((platform) => ({ member: { platform, shop: "一店" } }));
  await t.engine.saveGridMembers("shop-tasks", members, { by: tester });
  for (const document of parseAllDocuments(await read("rules.yaml"))) {
    const rule = document.toJS() as Record<string, unknown> & { readonly rule: string };
    if (rule.rule.startsWith("tasks-")) await t.rule(rule);
  }
}, 300_000);
afterAll(() => t[Symbol.asyncDispose]());

/** What the last generation of a rule came to. */
async function generationOf(rule: string) {
  const ran = (await t.executions(rule)).filter(({ state }) => state === "success").at(-1);
  const all = await t.engine.listGridGenerations("shop-tasks", { limit: 200 });
  return ran === undefined ? undefined : all.find(({ executionId }) => executionId === ran.id);
}

test("they generate every day, on Saturdays and on the first of a month", async () => {
  const planned = await t.engine.previewGrid("shop-tasks", 50);
  const times = ["tasks-daily", "tasks-weekly", "tasks-monthly"].map(
    (rule) => planned.find((generation) => generation.rule === rule)?.at.getTime() ?? 0,
  );
  for (const at of times.toSorted((a, b) => a - b)) {
    await t.moveTo(new Date(at + 60_000));
    await t.quiet();
  }
  const [daily, weekly, monthly] = await Promise.all(
    ["tasks-daily", "tasks-weekly", "tasks-monthly"].map(generationOf),
  );
  expect(daily?.results.map(({ task, created, error }) => [task, created, error])).toEqual(
    ["pdd-badscore", "pdd-quality", "pdd-kpi_days", "pdd-chat", "tm-cookie", "tm-badscore", "tm-chat"]
      .concat("tm-kpi_self", "tm-kpi_official")
      .map((task) => [task, 1, null]),
  );
  expect(new Date(weekly?.baseDate ?? "").getUTCDay()).toBe(6);
  expect(weekly?.results.map(({ task, created }) => [task, created])).toEqual([
    ["pdd-kpi_weekly", 1],
    ["tm-kpi_weekly", 1],
  ]);
  expect(monthly?.baseDate).toMatch(/-01$/);
  expect(monthly?.results.map(({ period }) => period?.label)).toEqual(
    Array.from({ length: 2 }, () => monthBefore(monthly?.baseDate ?? "")),
  );
  // What was previewed is what came.
  const first = planned.find(({ rule }) => rule === "tasks-weekly");
  const came = (await t.engine.listGridGenerations("shop-tasks", { limit: 200 })).find(
    ({ baseDate, results }) => baseDate === first?.baseDate && results.some(({ task }) => task === "pdd-kpi_weekly"),
  );
  expect(came?.results.map(({ task, period }) => [task, period])).toEqual(
    first?.tasks.map(({ task, period }) => [task, period]),
  );
}, 300_000);

function monthBefore(date: string): string {
  return new Date(Date.parse(date) - DAY).toISOString().slice(0, 7);
}
