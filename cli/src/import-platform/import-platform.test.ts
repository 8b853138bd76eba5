import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { lintConfig } from "./lint-config.ts";
import { planGrid } from "./plan-grid.ts";
import { readPlatformConfig } from "./platform-config.ts";

const source = `
PDD_TASKS = {
    'badscore': {
        'name': '差评数据采集',
        'script': 'pdd/pdd_badscore.py',
        'status_field': 'badsscore_status',
        'schedule': 'daily',
        'date_offset': -1,
        'minio_path': 'ods/pdd/pdd_badscore',
        'owner': '数据组',
    },
    'kpi_weekly': {'name': '周度', 'script': 'pdd/weekly.py', 'status_field': 'kpi_weekly_status', 'schedule': 'weekly', 'date_range': (-9, -3)},
    'kpi_monthly': {'name': '月度', 'script': 'pdd/monthly.py', 'status_field': 'kpi_monthly_status', 'schedule': 'monthly', 'date_range': 'last_month'},
    'off': {'name': '停用', 'script': 'pdd/off.py', 'status_field': 'off_status', 'enabled': False},
    'hourly': {'name': '小时', 'schedule': 'hourly', 'status_field': 'hourly_status'},
}
ALL_PLATFORMS = {'pdd': {'name': '拼多多', 'tasks': PDD_TASKS, 'db_config': {}}}
ALL_PLATFORMS['tm'] = {'name': '天猫', 'tasks': {
    'cookie': {'name': 'Cookie获取', 'script': '../secret.py', 'status_field': 'status', 'schedule': 'daily', 'date_offset': 0, 'is_shop_status': True},
}}
`;

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "belfry-scripts-"));
  const scripts: Record<string, string> = {
    "pdd/pdd_badscore.py": "day = datetime.now() - timedelta(days=1)",
    "pdd/weekly.py": "CONFIG = {'date_range': (-11, -5)}",
    "pdd/monthly.py": "period = f'{year}-{month:02d}-01_{year}-{month:02d}-{last}'",
    "secret.py": "timedelta(days=99)",
  };
  for (const [name, text] of Object.entries(scripts)) {
    await mkdir(dirname(join(folder, "in", name)), { recursive: true });
    await writeFile(join(folder, name === "secret.py" ? name : `in/${name}`), text);
  }
  await symlink(join(folder, "secret.py"), join(folder, "in/pdd/outside.py"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test("platforms become a grid with the dates, columns and tries of the task generator", () => {
  const grid = planGrid(readPlatformConfig(source), "shop-tasks");
  expect(grid).toMatchObject({ grid: "shop-tasks", name: "拼多多、天猫任务" });
  expect(grid.taskTypes.map(({ task, schedule, period, column }) => [task, schedule, period, column])).toEqual([
    ["pdd-badscore", "daily", -1, "badsscore_status"],
    ["pdd-kpi_weekly", "weekly", [-9, -3], "kpi_weekly_status"],
    ["pdd-kpi_monthly", "monthly", "last_month", "kpi_monthly_status"],
    ["pdd-off", "daily", -1, "off_status"],
    ["tm-cookie", "daily", 0, "status"],
  ]);
  expect(grid.taskTypes[0]).toMatchObject({ attributes: { minioPath: "ods/pdd/pdd_badscore" } });
  expect(grid.taskTypes[4]).not.toHaveProperty("attributes");
  expect(grid.taskTypes[3]).toMatchObject({ enabled: false });
  expect(grid.taskTypes[4]).toMatchObject({ shopStatus: true, where: { platform: ["tm"] }, retry: { attempts: 3 } });
});

test("what is likely to be wrong is told with the line and the task", async () => {
  const findings = await lintConfig(readPlatformConfig(source), { columnLength: 20, scripts: join(folder, "in") });
  const told = findings.map(({ line, task, message }) => `${line} ${task}: ${message}`);
  expect(told).toEqual([
    expect.stringMatching(/^3 pdd.badscore: badsscore_status looks like a misspelt badscore_status/),
    expect.stringMatching(/^3 pdd.badscore: What it says of owner was left out/),
    expect.stringMatching(/^12 pdd.kpi_weekly: Its period has 21 characters .* takes 20/),
    expect.stringMatching(/^12 pdd.kpi_weekly: It is generated for T-9 to T-3, and its script counts T-11, T-5/),
    expect.stringMatching(/^13 pdd.kpi_monthly: It is generated as 2025-09, and its script looks for/),
    expect.stringMatching(/^14 pdd.off: It has no date_offset/),
    expect.stringMatching(/^15 pdd.hourly: No generator knows the schedule hourly/),
    // A path that leads out of the folder is not read.
    expect.stringMatching(/^19 tm.cookie: It is enabled, and its script .* is not there/),
  ]);
});

test("a link out of the folder of the scripts is not followed", async () => {
  const linked = source.replace("pdd/pdd_badscore.py", "pdd/outside.py");
  const findings = await lintConfig(readPlatformConfig(linked), { columnLength: 21, scripts: join(folder, "in") });
  expect(findings.map(({ message }) => message).join()).toMatch(/script pdd\/outside\.py is not there/);
  expect(findings.map(({ message }) => message).join()).not.toMatch(/T-99|21 characters/);
});

test.each([
  ["X = 1", /Nothing above gives ALL_PLATFORMS a value/],
  ["ALL_PLATFORMS = []", /ALL_PLATFORMS is no dict/],
  ["ALL_PLATFORMS = {'pdd': {}}", /pdd has no tasks/],
  ["ALL_PLATFORMS = {'pdd': {'tasks': {'a': 1}}}", /a is no dict/],
  ["ALL_PLATFORMS = {'pdd': {'tasks': {'a': {'name': 1}}}}", /name is no text/],
  ["ALL_PLATFORMS = {'pdd': {'tasks': {'a': {'enabled': 'yes'}}}}", /neither True nor False/],
  ["ALL_PLATFORMS = {'pdd': {'tasks': {'a': {'date_offset': 1.5}}}}", /no number of days/],
  ["ALL_PLATFORMS = {'pdd': {'tasks': {'a': {'date_range': (-9, -3, 1)}}}}", /no range of days/],
])("%j is refused", (text, message) => {
  expect(() => readPlatformConfig(text)).toThrow(message);
});
