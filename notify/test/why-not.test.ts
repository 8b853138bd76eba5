import { MessagePolicy } from "@belfry/model";
import { defineChannel } from "@belfry/plugin-kit";
import { tester } from "@belfry/testkit";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import type { Notify } from "../src/index.ts";
import { countedChannel } from "./counting-provider.ts";
import { mail, startLedger, type Ledger } from "./ledger-fixture.ts";

const HOUR = 3_600_000;
const by = { by: tester };
const coded = defineChannel({
  ...countedChannel,
  codes: [
    {
      code: "550",
      match: /not found/i,
      kind: "recipient-fault",
      meaning: { zh: "没有这个邮箱", en: "There is no such mailbox." },
      advice: { zh: "核对地址", en: "Check the address." },
    },
    {
      code: "550",
      match: /frequency/i,
      kind: "account-fault",
      pauseMs: 600_000,
      meaning: { zh: "发得太快", en: "Too fast." },
      advice: { zh: "等待", en: "Wait." },
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
  for (const table of ["message_policies", "suppressions", "business_claims"]) {
    await ledger.db.store.query({ name: `test-empty-${table}`, text: `delete from belfry.${table}` });
  }
});
afterAll(() => ledger[Symbol.asyncDispose]());

async function begin(): Promise<void> {
  notify = ledger.another({ channels: [coded] });
  await ledger.start(notify);
}

const policy = (name: string, definition: unknown) =>
  notify.savePolicy({ name, definition: MessagePolicy.parse(definition), enabled: true }, by);

async function send(over: Parameters<typeof mail>[0] = {}): Promise<number> {
  const { messageId } = await notify.accept(mail(over), { idempotencyKey: `why-${(sent += 1)}` });
  await ledger.settled();
  return messageId;
}

const ask = async (recipient = "a@example.com") => {
  const now = await ledger.db.clock.now();
  return notify.whyNot({ recipient, from: new Date(now.getTime() - HOUR), until: new Date(now.getTime() + HOUR) });
};

const decided = async (recipient?: string) =>
  (await ask(recipient)).deliveries.map(({ state, decision }) => [state, decision.kind, decision.text.zh]);

test("a refusal is told with the meaning of its code and what to do about it", async () => {
  await begin();
  ledger.provider.answer(() => ({
    kind: "recipient-fault",
    reason: "550 Mailbox not found",
    code: "550",
    answer: "550 Mailbox not found",
  }));
  const messageId = await send();
  const { deliveries, more } = await ask("A@EXAMPLE.com");
  expect(more).toBe(false);
  expect(deliveries).toMatchObject([
    {
      messageId,
      state: "failed",
      decision: { kind: "refused", text: { zh: "发送失败。 550 Mailbox not found" } },
      attempts: [
        {
          account: "main",
          code: "550",
          words: { meaning: { zh: "没有这个邮箱" }, advice: { en: "Check the address." } },
        },
      ],
    },
  ]);
});

test("whoever is suppressed is told so, by each message and at all", async () => {
  await begin();
  await notify.suppress([{ channel: "counted", address: "a@example.com", reason: "manual" }], by);
  await send();
  expect(await decided()).toEqual([["suppressed", "suppressed", "收件人在禁发名单中：有人手动加入。"]]);
  expect((await ask()).suppressions).toMatchObject([{ channel: "counted", reason: "manual" }]);
});

test("a message in quiet hours waits, and it is known until when", async () => {
  await begin();
  await ledger.db.clock.set(new Date("2026-03-01T15:00:00Z"));
  await policy("night", { kind: "quiet-hours", from: "22:00", until: "07:00" });
  await send();
  const [delivery] = (await ask()).deliveries;
  expect(delivery).toMatchObject({
    state: "queued",
    decision: { kind: "quiet-hours", text: { zh: "处于免打扰时段（策略“night”），之后发送。" } },
  });
  expect(delivery?.decision.until).toEqual(new Date("2026-03-01T23:00:00Z"));
});

test("what is more than a recipient may get is told with the policy", async () => {
  await begin();
  await policy("few", { kind: "frequency-cap", most: 1, per: "24h", surplus: "suppress" });
  await send();
  await send();
  expect(await decided()).toEqual([
    ["suppressed", "frequency-cap", "收件人在 24h 内已收到 1 条消息，达到策略“few”的上限。"],
    ["accepted", "accepted", "服务商已接受；是否到达收件人，服务商没有回报。"],
  ]);
});

test("a double names the message that came first", async () => {
  await begin();
  const first = await send({ businessKey: "late-1" });
  await send({ businessKey: "late-1" });
  expect((await decided())[0]).toEqual([
    "suppressed",
    "double",
    `收件人已收到过同一业务键的消息（消息 ${first}），这一条不再发送。`,
  ]);
});

test("what has expired, was cancelled or is sent later is told as that", async () => {
  notify = ledger.another({ channels: [coded] });
  const now = await ledger.db.clock.now();
  const later = new Date(now.getTime() + 10 * 60_000);
  const accept = async (over: Parameters<typeof mail>[0]) =>
    (await notify.accept(mail(over), { idempotencyKey: `why-${(sent += 1)}` })).messageId;
  await accept({ scheduledAt: later.toISOString() });
  const cancelled = await accept({ scheduledAt: later.toISOString() });
  await notify.cancelMessage(cancelled, by);
  await accept({ expiresAt: new Date(now.getTime() + 1_000).toISOString() });
  await ledger.db.clock.advance(2_000);
  await ledger.start(notify);
  await ledger.settled();
  expect((await ask()).deliveries.map(({ state, decision: { kind } }) => [state, kind])).toEqual([
    ["expired", "expired"],
    ["cancelled", "cancelled"],
    ["queued", "scheduled"],
  ]);
});

test("a message that waits for an account says for which, and until when", async () => {
  await begin();
  ledger.provider.answer(() => ({
    kind: "account-fault",
    reason: "550 frequency limited",
    code: "550",
    answer: "550 frequency limited",
  }));
  await send({ to: ["first@x.cn"] });
  await send();
  const [delivery] = (await ask()).deliveries;
  expect(delivery).toMatchObject({ state: "queued", decision: { kind: "account" } });
  expect(delivery?.decision.text.zh).toContain("main");
  expect(delivery?.decision.until).not.toBeNull();
});

test("somebody to whom nothing was sent is told which rules name them", async () => {
  await begin();
  await ledger.db.store.query({
    name: "test-rule",
    text: `with r as (insert into belfry.rules (slug, name, version, created_at, updated_at)
             values ('night-list', 'Night list', 1, belfry.now(), belfry.now()) returning id)
           insert into belfry.rule_versions (rule_id, version, definition, author, created_at)
           select id, 1, '{"actions":[{"input":{"to":["Dean@x.cn"]}}]}', 'test', belfry.now() from r`,
  });
  expect(await ask("dean@x.cn")).toEqual({
    deliveries: [],
    more: false,
    suppressions: [],
    rules: [{ rule: "night-list", name: "Night list", status: "disabled", names: true, lastSentAt: null }],
  });
  expect((await ask("nobody@x.cn")).rules).toEqual([]);
});

test("a reader who is restricted to labels sees the messages with them, and nothing of other departments", async () => {
  await begin();
  await send({ labels: { team: "a" } });
  await send({ labels: { team: "b" } });
  const now = await ledger.db.clock.now();
  const { deliveries, suppressions } = await notify.whyNot({
    recipient: "a@example.com",
    from: new Date(now.getTime() - HOUR),
    until: new Date(now.getTime() + HOUR),
    scope: { labels: { team: ["a"] }, inputs: {} },
  });
  expect(deliveries).toHaveLength(1);
  expect(suppressions).toEqual([]);
});
