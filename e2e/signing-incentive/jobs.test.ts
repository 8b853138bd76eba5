/** The jobs of the example from Metabase to the groups: nobody is told twice, and what could not be told is seen. */
import type { DryRun, DryRunEffect } from "@belfry/client";
import { afterEach, beforeEach, expect, test } from "vitest";
import { startServiceJobs, type ServiceJobs } from "../support/start-service-jobs.ts";
import { until } from "../support/until.ts";
import { change, lateOrder, waitingOrder } from "./rows.ts";

const TUESDAY = "2026-03-31T11:00:00+08:00";
const DAY = 86_400_000;
let jobs: ServiceJobs;
beforeEach(async () => {
  jobs = await startServiceJobs({ providers: { 服务商A: "A群", 服务商B: "B群" }, defaultGroup: "运营群" });
  await jobs.database.clock.set(TUESDAY);
}, 120_000);
afterEach(() => jobs[Symbol.asyncDispose]());

/** What each group sees, in the order of the groups. */
const seen = () =>
  jobs.wecom.received.map(({ to: [group = ""], text }) => `${group}: ${text.split("\n")[0]}`).toSorted();

const endedWell = (id: number) =>
  until("it has ended well", async () => {
    const { state } = await jobs.api<{ state: string }>("GET", `/v1/executions/${id}`);
    return state === "success" ? true : undefined;
  });

async function records(table: string): Promise<Record<string, Record<string, unknown>>> {
  const { items } = await jobs.api<{ items: { key: string; fields: Record<string, unknown> }[] }>(
    "GET",
    `/v1/records/${table}/rows?limit=200`,
  );
  return Object.fromEntries(items.map(({ key, fields }) => [key, fields]));
}

async function messages(): Promise<{ id: number; states: Record<string, number> }[]> {
  const { items } = await jobs.api<{ items: { id: number; states: Record<string, number> }[] }>("GET", "/v1/messages");
  return items.toReversed();
}

test("a change of a technician is told to the company and to operations once, however often the question gives it", async () => {
  const first = [
    change("1", "服务商A", ["上线"]),
    change("2", "别家", ["下线", "休假"]),
    change("1", "服务商A", ["上线"]),
  ];
  jobs.answer("technicianStatus", first);
  expect(await jobs.run("technician-status")).toMatchObject({ state: "success" });
  expect(await jobs.run("technician-status")).toMatchObject({ state: "success" });
  const told = [
    "A群: 您好，公司的管家：管家-1，在2026-03-30 09:05 🟢 上线 了。",
    "运营群: 您好，公司的管家：管家-1，在2026-03-30 09:05 🟢 上线 了。",
    "运营群: 您好，公司的管家：管家-2，在2026-03-30 09:05 🔴 下线, 休假 了。",
  ];
  expect(seen()).toEqual(told);
  // A column of lists may come as text, and content as a text of its own.
  jobs.answer("technicianStatus", [...first, change("3", "服务商B", '["上线"]'), change("4", "服务商B", "下线")]);
  expect(await jobs.run("technician-status")).toMatchObject({ state: "success" });
  expect(seen().filter((one) => one.startsWith("B群"))).toEqual([
    "B群: 您好，公司的管家：管家-3，在2026-03-30 09:05 🟢 上线 了。",
    "B群: 您好，公司的管家：管家-4，在2026-03-30 09:05 🔴 下线 了。",
  ]);
  expect(Object.keys(await records("technician-changes"))).toHaveLength(4);
  // What the question gives for months is remembered, and what it has not given for long is forgotten.
  jobs.answer("technicianStatus", first);
  const sent = jobs.posts.length;
  for (const days of [20, 20, 20]) {
    await jobs.database.clock.advance(days * DAY);
    await jobs.run("technician-status");
  }
  expect(jobs.posts).toHaveLength(sent);
  expect(Object.keys(await records("technician-changes")).map((key) => key.split("/")[0])).toEqual(["1", "2"]);
}, 120_000);

test("a late order is told to the group of its provider, others to operations; the same day again tells nobody", async () => {
  jobs.answer("sla", [lateOrder("GD1", "服务商A"), lateOrder("GD2", "别家")]);
  expect(await jobs.run("sla-report")).toMatchObject({ state: "success" });
  expect(await jobs.run("sla-report")).toMatchObject({ state: "success" });
  expect(seen()).toEqual(["A群: 超时通知:", "运营群: 超时通知:"]);
  expect((await messages()).map(({ states }) => states)).toEqual([
    { accepted: 1 },
    { accepted: 1 },
    { suppressed: 1 },
    { suppressed: 1 },
  ]);
  expect(Object.keys(await records("sla-violations"))).toEqual(["2026-03-30/id-GD1", "2026-03-30/id-GD2"]);
  // Metabase takes one back and knows another.
  jobs.answer("sla", [lateOrder("GD2", "别家"), lateOrder("GD3", "服务商B")]);
  await jobs.run("sla-report");
  expect(seen()).toEqual(["A群: 超时通知:", "B群: 超时通知:", "运营群: 超时通知:"]);
  expect(Object.keys(await records("sla-violations"))).toEqual(["2026-03-30/id-GD2", "2026-03-30/id-GD3"]);
}, 120_000);

/** What a weekly report says of an order. */
const line = (order: string, msg = "超时") => `- 工单编号：${order} 管家：管家A 违规类型：${msg}`;

test("on Monday whoever was late in the week gets a report, and the others are praised, once", async () => {
  const days = { "2026-03-22": "GD0", "2026-03-24": "GD2", "2026-03-26": "GD1", "2026-03-29": "GD3" };
  for (const [day, order] of Object.entries(days)) {
    await jobs.database.clock.set(`${day}T11:00:00+08:00`);
    jobs.answer("sla", [lateOrder(order, "服务商A")]);
    await jobs.run("sla-report");
  }
  await jobs.database.clock.set("2026-03-30T11:00:00+08:00");
  jobs.answer("sla", [lateOrder("GD4", "别家", { msg: "未联系" })]);
  const before = jobs.wecom.received.length;
  expect(await jobs.run("sla-report")).toMatchObject({ state: "success" });
  const told = jobs.wecom.received.slice(before).map(({ to: [group = ""], text }) => [group, text] as const);
  const end = "\n如有异议，请于 2026.03.30 24 时前，联系运营人员申诉";
  const week = "数据周期: 2026.03.23-2026.03.29";
  expect(new Map(told.filter(([, text]) => !text.startsWith("超时通知")))).toEqual(
    new Map([
      ["A群", [week, "服务商: 服务商A", "", line("GD2"), line("GD1"), line("GD3"), end].join("\n")],
      ["B群", "上周无超时工单，请继续保持。👍"],
      // Yesterday belongs to the week, although it was read today.
      ["运营群", [week, "服务商: 别家", "", line("GD4", "未联系"), end].join("\n")],
    ]),
  );
  await jobs.run("sla-report");
  expect(jobs.wecom.received).toHaveLength(before + 4);
}, 120_000);

test("a message that WeCom does not take is tried again, and is seen meanwhile; a run in between tells nobody twice", async () => {
  jobs.answer("sla", [lateOrder("GD1", "服务商A")]);
  jobs.answerRobots(500);
  const waiting = await jobs.run("sla-report");
  expect(waiting.state).toBe("waiting");
  const [message] = await messages();
  expect(message?.states).toEqual({ queued: 1 });
  const shown = await jobs.api<{ deliveries: { reason: string }[] }>("GET", `/v1/messages/${message?.id ?? 0}`);
  expect(shown.deliveries[0]?.reason).toContain("WeCom is busy");
  expect(await jobs.run("sla-report")).toMatchObject({ state: "success" });
  expect(jobs.posts).toHaveLength(1);

  jobs.answerRobots(200);
  await jobs.toNextTry();
  expect(seen()).toEqual(["A群: 超时通知:"]);
  const ended = await until("the execution goes on", async () => {
    const { state } = await jobs.api<{ state: string }>("GET", `/v1/executions/${waiting.id}`);
    return state === "waiting" || state === "running" ? undefined : state;
  });
  expect(ended).toBe("success");
}, 120_000);

test("what could not be told in the end fails the execution, the others are told, and a retry tells only who is left", async () => {
  await jobs.api("PUT", "/v1/secrets/robot1", { value: "a key that nobody knows" });
  jobs.answer("pendingOrders", [
    waitingOrder("GD1", "服务商B", "2026-03-20T09:00:00+08:00"),
    waitingOrder("GD2", "服务商A", "2026-03-20T09:00:00+08:00"),
  ]);
  const { id, state, failure } = await jobs.run("pending-orders");
  expect([state, failure?.code]).toEqual(["failed", "DELIVERY_FAILED"]);
  expect(failure?.message).toContain("93000");
  expect(seen()).toEqual(["A群: 📋 待预约工单提醒 (服务商A)"]);
  await jobs.api("PUT", "/v1/secrets/robot1", { value: "robot-1" });
  await jobs.api("POST", "/v1/accounts/wecom/robot-1/resume");
  await jobs.api("POST", `/v1/executions/${id}/retry`);
  await endedWell(id);
  expect(seen()).toEqual(["A群: 📋 待预约工单提醒 (服务商A)", "B群: 📋 待预约工单提醒 (服务商B)"]);
}, 120_000);

test("orders that wait are told once in each run; one that vanished is no longer active, and is forgotten in the end", async () => {
  const old = "2026-03-20T09:00:00+08:00";
  jobs.answer("pendingOrders", [
    waitingOrder("GD2026000001", "服务商A", old),
    waitingOrder("GD2026000002", "服务商A", "2026-03-29T11:00:01+08:00"),
    waitingOrder("GD2026000003", "服务商A", "2026-03-29T11:00:00+08:00", "暂不上门"),
    waitingOrder("GD2026000004", "别家", "2026-03-31T10:00:00+08:00", "已派单"),
  ]);
  const first = await jobs.run("pending-orders");
  expect([first.state, first.failure]).toEqual(["success", null]);
  // The same run again: by hand within its minute.
  await jobs.run("pending-orders");
  expect(
    jobs.wecom.received.map(({ to, text }) => [to[0], text.match(/工单号：.*/g), text.match(/（.*天）/g)]),
  ).toEqual([
    ["A群", ["工单号：00001", "工单号：00003"], ["（11天）", "（2天）"]],
    ["运营群", ["工单号：00004"], ["（0天）"]],
  ]);

  await jobs.database.clock.advance(DAY);
  jobs.answer("pendingOrders", [waitingOrder("GD2026000003", "服务商A", "2026-03-29T11:00:00+08:00", "待预约")]);
  await jobs.run("pending-orders");
  expect(jobs.wecom.received).toHaveLength(3);
  const kept = await records("pending-orders");
  const active = Object.entries(kept).map(([key, { active: is }]) => [key, is]);
  expect(Object.fromEntries(active)).toEqual({
    "GD2026000001::待预约": false,
    "GD2026000003::暂不上门": false,
    "GD2026000003::待预约": true,
    "GD2026000004::已派单": false,
  });
  expect(kept["GD2026000001::待预约"]).toMatchObject({ resolvedAt: "2026-04-01T11:00:00+08:00" });

  await jobs.database.clock.advance(91 * DAY);
  await jobs.run("pending-orders");
  expect(Object.keys(await records("pending-orders"))).toEqual(["GD2026000003::待预约"]);
}, 120_000);

test("an order whose time cannot be read is named, and the others are told", async () => {
  jobs.answer("pendingOrders", [
    waitingOrder("GD1", "服务商A", "上周三"),
    waitingOrder("GD2", "服务商A", "2026-03-20T09:00:00+08:00"),
  ]);
  const failed = await jobs.run("pending-orders");
  expect(failed.failure).toMatchObject({
    code: "ORDERS_UNREADABLE",
    message: "创建时间无法识别的工单未提醒：GD1（上周三）",
  });
  expect(seen()).toEqual(["A群: 📋 待预约工单提醒 (服务商A)"]);
  // Once it is put right, a retry asks again, and whoever was told is not told again.
  jobs.answer("pendingOrders", [waitingOrder("GD2", "服务商A", "2026-03-20T09:00:00+08:00")]);
  await jobs.api("POST", `/v1/executions/${failed.id}/retry`);
  await endedWell(failed.id);
  expect(jobs.wecom.received).toHaveLength(1);
}, 120_000);

test("late contacts are one card with six lines, once; without any there is none", async () => {
  expect(await jobs.run("contact-timeout")).toMatchObject({ state: "success" });
  expect(jobs.posts).toEqual([]);
  jobs.answer(
    "contactTimeout",
    Array.from({ length: 7 }, (_, n) => [`GD202600000${n}`, "x", "管家A", "2026-03-28T09:05:30+08:00", ""]),
  );
  await jobs.run("contact-timeout");
  await jobs.run("contact-timeout");
  const [post, ...others] = jobs.posts;
  expect(others).toEqual([]);
  expect(post).toMatchObject({ group: "运营群", body: { msgtype: "template_card" } });
  const card = post?.body["template_card"] as Record<string, unknown>;
  expect(card).toMatchObject({ card_type: "text_notice", main_title: { title: "联系超时汇总（上周）共计 7 条" } });
  const lines = card["horizontal_content_list"] as readonly object[];
  expect(lines).toHaveLength(6);
  expect(lines[5]).toEqual({ keyname: "06. 单号", value: "000005，管家A，2026-03-28 09，超：3天 1小时" });
  expect(jobs.wecom.received).toMatchObject([{ kind: "template_card" }]);
}, 120_000);

test("a Metabase that refuses to answer tells nobody, and takes nothing away", async () => {
  jobs.answer("pendingOrders", [waitingOrder("GD1", "服务商A", "2026-03-20T09:00:00+08:00")]);
  await jobs.run("pending-orders");
  jobs.metabase.expireSessions();
  jobs.metabase.failNext(403);
  const { state, failure } = await jobs.run("pending-orders");
  expect([state, failure?.code]).toEqual(["failed", "METABASE_ACCESS_DENIED"]);
  expect(jobs.posts).toHaveLength(1);
  expect((await records("pending-orders"))["GD1::待预约"]).toMatchObject({ active: true });
}, 120_000);

test("a dry run shows what each group would be told, and sends and keeps nothing", async () => {
  await jobs.database.clock.set("2026-03-30T11:00:00+08:00");
  jobs.answer("technicianStatus", [change("1", "服务商A", ["上线"])]);
  jobs.answer("contactTimeout", [["GD20260001", "x", "管家A", "2026-03-28T09:05:30+08:00", ""]]);
  jobs.answer("sla", [lateOrder("GD1", "服务商A")]);
  jobs.answer("pendingOrders", [waitingOrder("GD1", "服务商B", "2026-03-20T09:00:00+08:00")]);
  const shown: Record<string, unknown> = {};
  for (const rule of ["technician-status", "contact-timeout", "sla-report", "pending-orders"]) {
    const { runs } = await jobs.api<DryRun>("POST", `/v1/rules/${rule}/dry-run`, {});
    const effects: DryRunEffect[] = runs.flatMap(({ steps }) => steps.flatMap((step) => step.effects));
    shown[rule] = [
      runs.map(({ state }) => state),
      effects.flatMap((effect) => (effect.kind === "message" ? [effect.to.join()] : [])),
    ];
  }
  expect(shown).toEqual({
    "technician-status": [["success"], ["A群,运营群"]],
    "contact-timeout": [["success"], ["运营群"]],
    // A late order, praise for B and the report of A.
    "sla-report": [["success"], ["A群", "B群", "A群"]],
    "pending-orders": [["success"], ["B群"]],
  });
  expect(jobs.posts).toEqual([]);
  for (const table of ["technician-changes", "sla-violations", "pending-orders"])
    expect(await records(table)).toEqual({});
}, 120_000);
