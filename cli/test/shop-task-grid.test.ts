/** The shipped example of the task grid, and the import of the Python configuration that it comes from. */
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parse } from "yaml";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createInstallation, type TestInstallation } from "./run-belfry.ts";

const example = (name: string) => fileURLToPath(new URL(`../../examples/shop-task-grid/${name}`, import.meta.url));
const config = fileURLToPath(new URL("platform_config.py", import.meta.url));

let own: TestInstallation;
beforeAll(async () => {
  own = await createInstallation();
  const started = await own.belfry(["start", "--port", "0"]);
  if (started.code !== 0) throw new Error(started.err);
}, 300_000);
afterAll(() => own[Symbol.asyncDispose]());

const run = (...args: string[]) => own.belfry(args, { columns: 400 });

interface Grid {
  readonly taskTypes: readonly Record<string, unknown>[];
}

test("the Python configuration becomes the grid of the example, with what is wrong in it above as comments", async () => {
  const imported = await run("import", "platform-config", config);
  expect(imported, imported.err).toMatchObject({ code: 0 });
  const shipped = parse(await readFile(example("grid.yaml"), "utf8")) as Grid;
  expect((parse(imported.out) as Grid).taskTypes).toEqual(shipped.taskTypes);
  const comments = imported.out.split("\n").filter((line) => line.startsWith("# "));
  expect(comments[0]).toMatch(
    /^# warning {4}line 20, pdd\.badscore: badsscore_status looks like a misspelt badscore_status\./,
  );
  expect(comments.filter((line) => line.includes("21 characters"))).toHaveLength(2);
  // Nothing was saved: it is printed for `belfry grid apply`.
  expect((await own.json(["grid", "list"])).items).toEqual([]);
  const piped = await own.belfry(["grid", "apply", "-"], { stdin: imported.out });
  expect(piped.out).toBe("Saved shop-tasks: 13 task types.\n");
  const again = await run("import", "platform-config", config, "--apply", "--column-length", "21");
  expect(again.out).toMatch(/^Saved shop-tasks: 13 task types\.\nwarning {4}line 20/);
  expect(again.out).not.toContain("21 characters");
});

test("a file that cannot be read as data is refused with its line, and never executed", async () => {
  const trace = join(own.dataDir, "executed");
  const path = join(own.dataDir, "hostile.py");
  await writeFile(path, `import os\nALL_PLATFORMS = {\n  'pdd': os.system('touch ${trace}'),\n}\n`);
  const refused = await run("import", "platform-config", path);
  expect(refused).toMatchObject({ code: 5, out: "" });
  expect(refused.err).toMatch(/hostile\.py:3/);
  expect(refused.err).toMatch(/os would have to be executed/);
  await expect(readFile(trace)).rejects.toMatchObject({ code: "ENOENT" });
  expect((await run("import", "platform-config", config, "--scripts", trace)).code).toBe(2);
});

test("the example applies: its rules generate the grid at their times", async () => {
  expect(await run("grid", "apply", example("grid.yaml"))).toMatchObject({ code: 0 });
  const rules = await run(
    "rules",
    "apply",
    example("rules.yaml"),
    example("variables.yaml"),
    example("rules-off.yaml"),
  );
  expect(rules, rules.err).toMatchObject({ code: 0 });
  for (const rule of ["tasks-daily", "tasks-weekly", "tasks-monthly"])
    expect(await run("rules", "enable", rule)).toMatchObject({ code: 0 });
  const { items } = await own.json(["grid", "preview", "--count", "50"]);
  const rulesOf = new Map<string, string[]>();
  for (const { rule, tasks } of items as { rule: string; tasks: { task: string }[] }[])
    rulesOf.set(
      rule,
      tasks.map(({ task }) => task),
    );
  expect(rulesOf.get("tasks-daily")).toHaveLength(9);
  expect(rulesOf.get("tasks-weekly")).toEqual(["pdd-kpi_weekly", "tm-kpi_weekly"]);
});

test("the recorded run: 124 and 12 shops, eight task types, 544 cells where no column is missing", async () => {
  const shops = [
    ...Array.from({ length: 124 }, (_, n) => ({ member: { platform: "pdd", shop: `拼多多店铺${n + 1}` } })),
    ...Array.from({ length: 12 }, (_, n) => ({ member: { platform: "tm", shop: `天猫店铺${n + 1}` } })),
  ];
  const path = join(own.dataDir, "shops.json");
  await writeFile(path, JSON.stringify(shops));
  expect((await run("grid", "members-apply", "shop-tasks", path)).out).toMatch(/^136 new/);
  // As on that day: the cookie task came later.
  const daily = ["pdd-badscore", "pdd-quality", "pdd-kpi_days", "pdd-chat", "tm-badscore", "tm-chat", "tm-kpi_self"];
  const generate = (...tasks: string[]) =>
    run("grid", "generate", "--schedule", "daily", "--date", "2025-10-04", "--tasks", ...daily, ...tasks);
  expect((await generate()).out).toMatch(/任务类型数: 7\n成功: 7\n失败: 0\n生成任务数: 532\n已存在: 0\n/);
  expect((await generate("tm-kpi_official")).out).toMatch(
    /平台数: 2\n任务类型数: 8\n成功: 8\n失败: 0\n生成任务数: 12\n已存在: 532\n/,
  );
});
