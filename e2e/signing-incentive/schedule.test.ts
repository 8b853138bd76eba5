import { expect, test } from "vitest";
import { startServiceJobs } from "../support/start-service-jobs.ts";
import { until } from "../support/until.ts";
import { change, lateOrder, waitingOrder } from "./rows.ts";

const firstLine = (text: string) => text.split("\n")[0] ?? "";

test("the jobs ring at their times of Shanghai: cards and waiting orders at nine, late orders at eleven, technicians every three minutes", async () => {
  const options = { providers: { 服务商A: "A群" }, defaultGroup: "运营群" };
  await using jobs = await startServiceJobs(options, { scheduledFrom: "2026-03-30T08:58:30+08:00" });
  const { clock } = jobs.database;
  jobs.answer("technicianStatus", [change("1", "别家", ["上线"])]);
  jobs.answer("contactTimeout", [["GD1", "x", "管家A", "2026-03-28T09:05:30+08:00", ""]]);
  jobs.answer("pendingOrders", [waitingOrder("GD1", "服务商A", "2026-03-20T09:00:00+08:00")]);
  jobs.answer("sla", [lateOrder("GD1", "别家")]);
  const seen = () => jobs.wecom.received.map(({ to, kind, text, title }) => `${to[0]} ${kind} ${title ?? text}`);
  const expectSeen = async (count: number) => {
    await until(`${count} messages`, () => (seen().length === count ? true : undefined));
  };
  await clock.set("2026-03-30T09:00:00+08:00");
  await expectSeen(3);
  expect(
    seen()
      .map((line) => firstLine(line).slice(0, 24))
      .toSorted(),
  ).toEqual([
    expect.stringMatching(/^A群 text 📋 待预约工单提醒/),
    expect.stringMatching(/^运营群 template_card 联系超时汇总/),
    expect.stringMatching(/^运营群 text 您好，公司的管家/),
  ]);
  // It is Monday: a late order, a report of the other provider and praise for this one.
  await clock.set("2026-03-30T11:00:00+08:00");
  await expectSeen(6);
  expect(
    seen()
      .slice(3)
      .map((line) => firstLine(line))
      .toSorted(),
  ).toEqual([
    "A群 text 上周无超时工单，请继续保持。👍",
    "运营群 text 数据周期: 2026.03.23-2026.03.29",
    "运营群 text 超时通知:",
  ]);
}, 120_000);
