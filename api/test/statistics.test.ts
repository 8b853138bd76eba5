import { createHash } from "node:crypto";
import { permissions } from "@belfry/access";
import { builtinTriggers } from "@belfry/triggers";
import { tester } from "@belfry/testkit";
import exceljs from "exceljs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestApi, type TestApi } from "./start-test-api.ts";

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi({ start: true, plugins: [builtinTriggers] });
  await api.test.moveTo("2026-05-04T00:00:00Z");
  for (const [rule, team] of [
    ["bell", "甲"],
    ["other", "乙"],
  ] as const) {
    await api.test.rule({
      rule,
      labels: { team },
      triggers: [{ id: "x", cron: "0 */6 * * *", timezone: "UTC" }],
      condition: "vars.open",
      actions: [{ id: "one", use: "test.echo" }],
    });
  }
  for (const [hour, open] of [
    ["06", true],
    ["12", false],
    ["18", true],
  ] as const) {
    await api.test.engine.setVariables({ open }, { by: tester });
    await api.test.moveTo(`2026-05-04T${hour}:00:30Z`);
  }
  await api.test.quiet();
});
afterAll(() => api[Symbol.asyncDispose]());

const range = "from=2026-05-04&to=2026-05-05&timeZone=UTC";

/** Whoever may see one department only. */
async function restricted(path: string) {
  const token = `bfy_test_${Math.random()}`;
  await api.test.database.store.pool.query(
    `insert into belfry.api_tokens (token_hash, name, role, permissions, scope, created_at)
     values ($1, 'restricted', 'viewer', $2, $3, belfry.now())`,
    [createHash("sha256").update(token).digest(), permissions, { labels: { team: ["甲"] }, inputs: {} }],
  );
  return api.fetch("GET", path, { headers: { authorization: `Bearer ${token}` } });
}

test("the days of a rule are compared with what was due", async () => {
  const { body } = await api.call("GET", `/v1/rules/bell/slots/days?${range}`);
  expect(body).toMatchObject({ rule: "bell", timeZone: "UTC", summedUp: [] });
  expect(body.days[0]).toMatchObject({ day: "2026-05-04", due: 3, balanced: true });
  expect(body.days.map(({ balanced }: { balanced: boolean }) => balanced)).toEqual([true, true]);
});

test("without a range they are those of the last month, in the zone of the installation", async () => {
  const { days, timeZone } = (await api.call("GET", "/v1/rules/bell/slots/days")).body;
  expect(timeZone).toBe("Asia/Shanghai");
  expect(days).toHaveLength(31);
  expect(days.at(-1).day).toBe("2026-05-05");
});

test("a range that is too long or the wrong way round is refused", async () => {
  for (const query of [
    "from=2024-01-01&to=2026-05-04",
    "from=2026-05-05&to=2026-05-04",
    "from=2026-5-4",
    "timeZone=Moon",
  ]) {
    for (const path of ["/v1/rules/bell/slots/days", "/v1/rules/bell/slots/export"])
      expect((await api.call("GET", `${path}?${query}`)).body.code, query).toBe("REQUEST_INVALID");
  }
  expect((await api.call("GET", "/v1/statistics?from=2024-01-01&to=2026-05-04")).body.code).toBe("REQUEST_INVALID");
  expect((await api.call("GET", "/v1/statistics?from=2024-01-01&to=2026-05-04&by=month")).status).toBe(200);
});

test("the workbook has a sheet of days with their sums and a sheet of slots", async () => {
  const answer = await fetch(`${api.url}/v1/rules/bell/slots/export?${range}`, {
    headers: { authorization: `Bearer ${api.token}` },
  });
  expect(answer.headers.get("content-disposition")).toContain("bell 2026-05-04 2026-05-05.xlsx");
  const workbook = new exceljs.Workbook();
  await workbook.xlsx.load(await answer.arrayBuffer());
  const rows = (name: string) => {
    const found: unknown[][] = [];
    workbook.getWorksheet(name)?.eachRow((row) => found.push((row.values as unknown[]).slice(1)));
    return found;
  };
  const days = rows("每日对账");
  expect(days[0]?.[0]).toBe("bell · 2026-05-04 – 2026-05-05 · UTC");
  expect(days[1]).toEqual(["日期", "应触发", "已触发", "条件不满足", "待触发", "是否平账"]);
  expect(days[2]).toEqual(["2026-05-04", 3, 2, 1, 0, "平"]);
  expect(days.at(-1)?.slice(0, 4)).toEqual(["合计", 4, 2, 1]);
  const slots = rows("触发明细");
  expect(slots[2]?.slice(0, 5)).toEqual(["2026-05-04 06:00:00", undefined, 1, "已触发", "x"]);
  expect(slots.map((row) => row[3])).toContain("条件不满足");
});

test("statistics tell how executions ended, and only of rules that one may see", async () => {
  const all = await api.call("GET", "/v1/statistics?from=2026-05-01&to=2026-05-31&by=month");
  expect(all.body.total).toMatchObject({ executions: 4, successRate: 1, states: { success: 4 } });
  expect(all.body.busiest).toHaveLength(2);
  const own = (await restricted("/v1/statistics?from=2026-05-01&to=2026-05-31&by=month")).body;
  expect(own.total.executions).toBe(2);
  expect(own.busiest.map(({ rule }: { rule: string }) => rule)).toEqual(["bell"]);
  const foreign = (await restricted("/v1/statistics?from=2026-05-01&to=2026-05-31&rule=other")).body;
  expect(foreign.total.executions).toBe(0);
  expect((await restricted(`/v1/rules/other/slots/export?${range}`)).body.code).toBe("RULE_NOT_FOUND");
});

test("statistics without days end with the day that it is in the zone of the installation, not with that of whoever asks", async () => {
  // It is six in the evening in London, and the next day in Shanghai.
  const { body } = await api.call("GET", "/v1/statistics");
  expect(body).toMatchObject({ timeZone: "Asia/Shanghai", from: "2026-04-05", to: "2026-05-05" });
  expect(body.periods).toHaveLength(31);
  const months = (await api.call("GET", "/v1/statistics?by=month")).body;
  expect(months).toMatchObject({ from: "2025-05-06", to: "2026-05-05" });
});
