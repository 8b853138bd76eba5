import { defineChannel } from "@belfry/plugin-kit";
import { tester } from "@belfry/testkit";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import type { MessageStatisticsFilter, Notify } from "../src/index.ts";
import { countedChannel } from "./counting-provider.ts";
import { mail, startLedger, until, type Ledger } from "./ledger-fixture.ts";

const HOUR = 3_600_000;
const coded = defineChannel({
  ...countedChannel,
  codes: [
    {
      code: "550",
      kind: "recipient-fault",
      meaning: { zh: "没有这个邮箱", en: "There is no such mailbox." },
      advice: { zh: "核对地址", en: "Check the address." },
    },
  ],
});

let ledger: Ledger;
let notify: Notify;
let sent = 0;
beforeAll(async () => {
  ledger = await startLedger();
});
afterEach(async () => {
  await ledger.reset();
  for (const table of ["delivery_marks", "message_statistics"]) {
    await ledger.db.store.query({ name: `test-empty-${table}`, text: `delete from belfry.${table}` });
  }
});
afterAll(() => ledger[Symbol.asyncDispose]());

async function begin(): Promise<void> {
  notify = ledger.another({ channels: [coded], timeZone: "Asia/Shanghai" });
  ledger.provider.answer((recipient) =>
    recipient.startsWith("bad")
      ? { kind: "recipient-fault", reason: "550 no", code: "550", answer: "550 no" }
      : { kind: "accepted" },
  );
  await ledger.start(notify);
}

async function send(over: Parameters<typeof mail>[0] = {}): Promise<number> {
  const { messageId } = await notify.accept(mail(over), { idempotencyKey: `statistics-${(sent += 1)}` });
  await ledger.settled();
  return messageId;
}

const read = async (over: Partial<MessageStatisticsFilter> = {}) => {
  const now = await ledger.db.clock.now();
  return notify.messageStatistics({
    by: "hour",
    from: new Date(now.getTime() - 2 * HOUR),
    until: new Date(now.getTime() + 1),
    ...over,
  });
};

/** Counts the marks, as a node does. */
async function counted(): Promise<void> {
  notify.statisticsSource.onDue();
  await until(async () => (await marks()) === 0);
}

async function marks(): Promise<number> {
  const { rows } = await ledger.db.store.query<{ n: number }>({
    name: "test-count-marks",
    text: "select count(*) as n from belfry.delivery_marks",
  });
  return rows[0]?.n ?? 0;
}

test("deliveries count in the hour in which their message was accepted, before and after they are added up", async () => {
  await begin();
  await send({ to: ["a@x.cn", "bad@x.cn"] });
  await ledger.db.clock.advance(HOUR);
  await send();
  const before = await read();
  await counted();
  const after = await read();
  expect(after).toEqual(before);
  expect(after.total).toMatchObject({ deliveries: 3, arrived: 2, failed: 1, open: 0, successRate: 2 / 3 });
  expect(after.total.states).toEqual({ accepted: 2, failed: 1 });
  expect(after.periods.map(({ deliveries }) => deliveries)).toEqual([0, 2, 1]);
  expect(after.channels).toMatchObject([{ channel: "counted", deliveries: 3 }]);
  expect(after.failures).toEqual([
    {
      channel: "counted",
      state: "failed",
      code: "550",
      n: 1,
      meaning: { zh: "没有这个邮箱", en: "There is no such mailbox." },
      advice: { zh: "核对地址", en: "Check the address." },
    },
  ]);
});

test("days are those of the installation", async () => {
  await begin();
  await ledger.db.clock.set(new Date("2026-03-01T15:59:59Z"));
  await send();
  await ledger.db.clock.set(new Date("2026-03-01T16:00:00Z"));
  await send();
  await counted();
  const { periods } = await read({
    by: "day",
    from: new Date("2026-02-28T16:00:00Z"),
    until: new Date("2026-03-02T16:00:00Z"),
  });
  expect(periods.map(({ from, deliveries }) => [from.toISOString(), deliveries])).toEqual([
    ["2026-02-28T16:00:00.000Z", 1],
    ["2026-03-01T16:00:00.000Z", 1],
  ]);
});

test("what is sent again is taken back and counted once, also when it was added up between", async () => {
  await begin();
  const id = await send({ to: ["bad@x.cn"] });
  await counted();
  ledger.provider.answer(() => ({ kind: "accepted" }));
  await notify.retryMessage(id, { by: tester, states: ["failed"] });
  await ledger.settled();
  expect((await read()).total.states).toEqual({ accepted: 1 });
  await counted();
  const { total, failures, groups } = await read();
  expect(total.states).toEqual({ accepted: 1 });
  expect(failures).toEqual([]);
  expect(groups).toMatchObject([{ channel: "counted", value: "main", deliveries: 1, arrived: 1 }]);
});

test("the time until the provider took it begins when the message was to be sent", async () => {
  await begin();
  const now = await ledger.db.clock.now();
  const { messageId } = await notify.accept(mail({ scheduledAt: new Date(now.getTime() + HOUR).toISOString() }), {
    idempotencyKey: "later",
  });
  expect((await read()).total).toMatchObject({ deliveries: 1, open: 1, took: null });
  await ledger.db.clock.advance(HOUR + 10_000);
  notify.wake();
  await ledger.settled();
  expect((await notify.getMessage(messageId)).deliveries[0]?.state).toBe("accepted");
  const { took } = (await read()).total;
  expect(took?.p50Ms).toBeGreaterThan(9_000);
  expect(took?.p50Ms).toBeLessThan(11_000);
});

test("by label, account, template or channel each sees its part", async () => {
  await begin();
  await send({ labels: { team: "a" } });
  await send({ to: ["b@x.cn", "c@x.cn"], labels: { team: "b" } });
  const labels = await read({ group: "label" });
  expect(labels.groups.map(({ value, deliveries }) => [value, deliveries])).toEqual([
    ["team=b", 2],
    ["team=a", 1],
  ]);
  expect((await read({ only: { label: "team=a" } })).total.deliveries).toBe(1);
  expect((await read({ only: { account: "main" } })).total.deliveries).toBe(3);
  expect((await read({ channel: "sms" })).total.deliveries).toBe(0);
});

test("the backlog tells how much waits, and since when the oldest does", async () => {
  notify = ledger.another({ channels: [coded] });
  const at = await ledger.db.clock.now();
  await notify.accept(mail(), { idempotencyKey: "waits" });
  await notify.accept(mail({ scheduledAt: new Date(at.getTime() + HOUR).toISOString() }), { idempotencyKey: "later" });
  await ledger.db.clock.advance(60_000);
  expect((await read()).backlog).toEqual({ due: 1, later: 1, sending: 0, oldest: at });
});

test("the forecast says when an account is full at its pace", async () => {
  await begin();
  await notify.saveAccount(
    { channel: "counted", name: "main", config: { url: ledger.provider.url }, caps: { perDay: 100 } },
    { by: tester },
  );
  await ledger.db.clock.set(new Date("2026-03-01T02:00:00Z"));
  for (let n = 0; n < 5; n += 1) await send();
  const { quotas } = await read();
  // 5 in a quarter of an hour are 20 an hour: 95 more take 4 h 45 min.
  expect(quotas).toMatchObject([{ account: "main", window: "day", limit: 100, used: 5, left: 95, perHour: 20 }]);
  expect(quotas[0]?.fullAt).toEqual(new Date("2026-03-01T06:45:00Z"));
});

test("by several things at once, deliveries are counted as they are by one, before and after they are added up", async () => {
  await begin();
  await send({ to: ["a@x.cn", "bad@x.cn"], labels: { team: "a", kind: "late" } });
  await send({ to: ["b@x.cn"], labels: { team: "a" } });
  await send({ to: ["c@x.cn"], labels: { team: "b", kind: "late" } });
  await counted();
  const both = await read({ only: { account: "main", label: "team=a" }, group: "label" });
  const one = await read({ only: { label: "team=a" } });
  const { groups, ...numbers } = both;
  expect(numbers).toEqual({ ...one, groups: undefined });
  expect(groups.map(({ value, deliveries, failed }) => [value, deliveries, failed])).toEqual([
    ["team=a", 3, 1],
    ["kind=late", 2, 1],
  ]);
  expect((await read({ only: { account: "other", label: "team=a" } })).total.deliveries).toBe(0);
});

test("what is filtered by one thing is told by another of those deliveries alone", async () => {
  await begin();
  await send({ labels: { team: "a" } });
  await send({ labels: { team: "b" } });
  const { total, groups } = await read({ only: { label: "team=a" }, group: "account" });
  expect([total.deliveries, groups.map(({ value, deliveries }) => [value, deliveries])]).toEqual([1, [["main", 1]]]);
  const { groups: same } = await read({ only: { label: "team=a" }, group: "label" });
  expect(same.map(({ value }) => value)).toEqual(["team=a"]);
});

test("who is restricted to labels is told of the messages with them alone, and nothing of quotas", async () => {
  await begin();
  await notify.saveAccount(
    { channel: "counted", name: "main", config: { url: ledger.provider.url }, caps: { perDay: 100 } },
    { by: tester },
  );
  await send({ to: ["a@x.cn", "bad@x.cn"], labels: { team: "a" } });
  await send({ labels: { team: "b" } });
  const later = new Date((await ledger.db.clock.now()).getTime() + HOUR).toISOString();
  await send({ labels: { team: "b" }, scheduledAt: later });
  await send({ labels: { team: "a" }, scheduledAt: later });
  await counted();
  const scope = { labels: { team: ["a"] }, inputs: {} };
  const own = await read({ scope, group: "label" });
  expect(own.total).toMatchObject({ deliveries: 3, arrived: 1, failed: 1, open: 1 });
  expect(own.groups.map(({ value }) => value)).toEqual(["team=a"]);
  expect(own.backlog).toMatchObject({ due: 0, later: 1, sending: 0 });
  expect([own.quotas, own.failures.map(({ n }) => n)]).toEqual([[], [1]]);
  expect((await read()).backlog.later).toBe(2);
  expect((await read()).quotas).not.toEqual([]);
});
