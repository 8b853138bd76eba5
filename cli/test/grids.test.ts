/** The task grids on the command line: what is saved, generated, looked at, and what is said of mistakes. */
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createInstallation, type TestInstallation } from "./run-belfry.ts";

let own: TestInstallation;
beforeAll(async () => {
  own = await createInstallation();
  const started = await own.belfry(["start", "--port", "0"]);
  if (started.code !== 0) throw new Error(started.err);
}, 300_000);
afterAll(() => own[Symbol.asyncDispose]());

/** Runs a command on a screen that is wide enough for all it says. */
const run = (...args: string[]) => own.belfry(args, { columns: 400 });

async function file(name: string, content: string): Promise<string> {
  const path = join(own.dataDir, name);
  await writeFile(path, content);
  return path;
}

const grid = `grid: shop-data
name: 店铺数据
dimensions:
  - { dimension: platform, name: 平台 }
  - { dimension: shop, name: 店铺 }
taskTypes:
  - { task: pdd-badscore, name: 差评数据采集, worker: external, period: -1, column: badsscore_status, where: { platform: [pdd] } }
  - { task: tm-badscore, name: 差评数据采集, worker: external, period: -1, column: badscore_status, where: { platform: [tm] } }
  - { task: pdd-kpi_weekly, name: 客服绩效（周度）, worker: external, schedule: weekly, period: [-9, -3], where: { platform: [pdd] } }
`;
const members = `- member: { platform: pdd, shop: 店铺1 }
  attributes: { cookie: true }
- member: { platform: pdd, shop: 店铺2 }
  opensOn: 2025-01-01
- member: { platform: tm, shop: 店铺3 }
`;

test("without a grid every command says what to do", async () => {
  expect((await run("grid", "list")).out).toBe("There are no grids. Save one: belfry grid apply FILE\n");
  const none = await run("grid", "generate");
  expect(none).toMatchObject({ code: 2, err: expect.stringContaining("belfry grid apply FILE") as string });
  expect(await run("grid", "show", "nope")).toMatchObject({ code: 4 });
});

test("a grid is applied from a file, or refused with what is wrong in it", async () => {
  expect(await run("grid", "apply", await file("grid.yaml", grid))).toMatchObject({
    code: 0,
    out: "Saved shop-data: 3 task types.\n",
  });
  const wrong = await run("grid", "apply", await file("wrong.yaml", grid.replace("[-9, -3]", "[-3, -9]")));
  expect(wrong.code).toBe(5);
  expect(wrong.err).toMatch(/taskTypes\[2\]\.period/);
  expect(await run("grid", "apply", await file("none.yaml", "- 1\n"))).toMatchObject({
    code: 5,
    err: expect.stringContaining("holds no grid") as string,
  });
  expect((await run("grid", "list")).out).toMatch(/^shop-data +3 +0 .*店铺数据$/m);
});

test("members are written from a file, listed, and removed by their names", async () => {
  const path = await file("members.yaml", members);
  const apply = (...options: string[]) => run("grid", "members-apply", "shop-data", path, ...options);
  expect((await apply()).out).toBe("3 new, 0 changed, 0 removed, 0 as they were.\n");
  expect((await apply("--replace")).out).toBe("0 new, 0 changed, 0 removed, 3 as they were.\n");
  const listed = await run("grid", "members", "shop-data");
  expect(listed.out).toMatch(/^pdd \/ 店铺1 .*\{"cookie":true\}$/m);
  expect(listed.out).toMatch(/^pdd \/ 店铺2 +2025-01-01/m);
  expect((await run("grid", "members", "shop-data", "--limit", "1")).out).toMatch(/^More: --cursor \S+$/m);
  expect((await run("grid", "members", "shop-data", "--limit", "x")).code).toBe(2);
  await run("grid", "members-apply", "shop-data", await file("more.yaml", "- member: { platform: tm, shop: 关门 }\n"));
  expect(await run("grid", "members-remove", "shop-data", "关门")).toMatchObject({
    code: 2,
    err: expect.stringContaining("platform/shop") as string,
  });
  expect((await run("grid", "members-remove", "shop-data", "tm/关门")).out).toBe(
    "1 removed; 0 open cells were retired.\n",
  );
});

test("a generation prints the summary of the task generator, and apart what was there", async () => {
  const first = await run("grid", "generate", "--schedule", "daily", "--date", "2025-10-02");
  expect(first, first.err).toMatchObject({
    code: 0,
    out: [
      "基准日期: 2025-10-02",
      "平台数: 2",
      "任务类型数: 2",
      "成功: 2",
      "失败: 0",
      "生成任务数: 3",
      "已存在: 0",
      "",
      "[pdd-badscore] 差评数据采集",
      "  状态字段: badsscore_status",
      "  目标日期: 2025-10-01",
      "  生成数量: 2",
      "  已存在: 0",
      "",
      "[tm-badscore] 差评数据采集",
      "  状态字段: badscore_status",
      "  目标日期: 2025-10-01",
      "  生成数量: 1",
      "  已存在: 0",
      "",
    ].join("\n"),
  });
  const all = await run("grid", "generate", "--schedule", "all", "--platforms", "pdd", "tm", "--date", "2025-10-02");
  expect(all.out).toMatch(/任务类型数: 3\n.*\n.*\n生成任务数: 2\n已存在: 3\n/);
  expect(all.out).toContain("目标日期: 2025-09-23_2025-09-29");
  const pdd = await own.json(["grid", "generate", "--platforms", "pdd", "--date", "2025-10-02"]);
  expect(pdd).toMatchObject({ platforms: ["pdd"], created: 0, existing: 2, tasks: [{ task: "pdd-badscore" }] });
  const nobody = await run("grid", "generate", "--platforms", "jd");
  expect(nobody).toMatchObject({ code: 0, out: expect.stringMatching(/平台数: 0\n任务类型数: 0\n/) as string });
  for (const wrong of [
    ["--schedule", "hourly"],
    ["--date", "2025/10/02"],
  ])
    expect((await run("grid", "generate", ...wrong)).code).toBe(2);
  expect((await run("grid", "generate", "--date", "2025-02-30")).code).toBe(5);
  expect((await run("grid", "generate", "--tasks", "nope")).code).toBe(5);
});

test("a task type that fails is told in its place, and the exit code says so", async () => {
  const undated = `  - { task: late, name: 迟, worker: external, period: { unit: day, offset: -1, workdays: true } }\n`;
  const named = grid.replace("dimensions:", "calendar: nobody-made-it\ndimensions:");
  await run("grid", "apply", await file("undated.yaml", named + undated));
  const partly = await run("grid", "generate", "--date", "2025-10-03");
  expect(partly.code).toBe(1);
  expect(partly.out).toMatch(/成功: 2\n失败: 1\n生成任务数: 3\n/);
  expect(partly.out).toMatch(
    /\[late\] 迟\n {2}目标日期: -\n {2}生成数量: 0\n {2}已存在: 0\n {2}错误: .*nobody-made-it/,
  );
  await run("grid", "apply", join(own.dataDir, "grid.yaml"));
});

test("the states of the cells are shown by task type and period, and apart for a dimension", async () => {
  const status = await run("grid", "status", "--from", "2025-09-01", "--by", "platform");
  expect(status.out.split("\n")[0]).toMatch(/^PERIOD +TASK TYPE +PLATFORM +DONE +PENDING +RUNNING +FAILED/);
  expect(status.out).toMatch(/^2025-10-01 +pdd-badscore +pdd +0\/2 +2 +0 +0/m);
  expect((await run("grid", "status")).out).toMatch(/^There are no such cells\./);
  expect((await run("grid", "status", "--from", "soon")).code).toBe(2);
});

test("cells and what generations came to are listed page by page", async () => {
  const cells = await run("grid", "cells", "--from", "2025-09-01", "--tasks", "pdd-badscore", "--states", "pending");
  expect(cells.out).toMatch(/^2025-10-02 +pdd-badscore +pdd \/ 店铺1 +pending +0 /m);
  const one = await run("grid", "cells", "--period", "2025-10-01", "--limit", "1");
  const [, cursor = ""] = /More: --cursor (\S+)/.exec(one.out) ?? [];
  const next = await run("grid", "cells", "--period", "2025-10-01", "--limit", "1", "--cursor", cursor);
  expect(next.out).toMatch(/^2025-10-01 +pdd-badscore +pdd \/ 店铺2 /m);
  expect((await run("grid", "cells", "--only", "shop=nope", "--from", "2025-09-01")).out).toBe(
    "There are no such cells.\n",
  );
  const generations = await run("grid", "generations", "--limit", "1");
  expect(generations.out).toMatch(/ 2025-10-03 +command line +3 +0 +late: .*nobody-made-it.*\nMore: --cursor/);
});

test("the next generations are shown with the dates of each task type", async () => {
  expect((await run("grid", "preview")).out).toMatch(/^No enabled rule generates shop-data\. .*grid\.generate/);
  const rule = `rule: tasks-weekly
name: 每周任务生成
triggers: [{ cron: "10 0 * * 6", timezone: Asia/Shanghai }]
actions: [{ id: make, use: grid.generate, with: { grid: shop-data, schedule: weekly } }]
`;
  await run("rules", "apply", await file("rule.yaml", rule), "--enable");
  const preview = await run("grid", "preview", "--count", "2");
  expect(preview.out).toMatch(
    /^(\S+ \S+ {2}tasks-weekly \(weekly\)\n {2}pdd-kpi_weekly {2}\d{4}-\d\d-\d\d_\d{4}-\d\d-\d\d\n){2}$/,
  );
  const shown = await run("grid", "show");
  expect(shown.out).toMatch(/^shop-data: 店铺数据\nplatform × shop, 3 members\n/);
  expect(shown.out).toMatch(/^pdd-kpi_weekly +weekly +\[-9,-3\] +on +external/m);
  expect(shown.out).toContain("Next generations:");
});

test("a removed grid is gone", async () => {
  expect((await run("grid", "remove", "shop-data")).out).toBe("Removed shop-data.\n");
  expect((await run("grid", "show", "shop-data")).code).toBe(4);
});
