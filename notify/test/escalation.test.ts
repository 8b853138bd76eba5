import { createHash } from "node:crypto";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { OutgoingMessage } from "@belfry/model";
import type { ChannelMessage } from "@belfry/plugin-kit";
import { tester } from "@belfry/testkit";
import { inboxChannel, type Notify } from "../src/index.ts";
import { countedChannel } from "./counting-provider.ts";
import { mail, scriptedChannel, startLedger, until, type Ledger } from "./ledger-fixture.ts";

let ledger: Ledger;
let notify: Notify;
const told: { users: readonly string[] | undefined; title: string; key: string }[] = [];
const inbox = inboxChannel(async (notice, { idempotencyKey }) => {
  told.push({ users: notice.users, title: notice.title, key: idempotencyKey });
  return { recipients: notice.users?.[0] === "nobody" ? 0 : 1, unknown: [] };
});
/** Says no to everybody whose address begins with no. */
const picky = scriptedChannel((recipient) =>
  recipient.startsWith("no") ? { kind: "recipient-fault", reason: "No." } : { kind: "accepted" },
);

beforeAll(async () => {
  ledger = await startLedger();
});
afterAll(() => ledger[Symbol.asyncDispose]());
beforeEach(async () => {
  await ledger.reset();
  told.length = 0;
  notify = ledger.another({ channels: [picky, inbox] });
  await notify.saveAccount({ channel: "inbox", name: "people", config: {} }, { by: tester });
  await ledger.start(notify);
});

let keys = 0;
const accept = async (over: Partial<OutgoingMessage>) =>
  (await notify.accept(mail(over), { idempotencyKey: `escalation-${(keys += 1)}` })).messageId;
const escalateAfter = async (ms: number) => {
  await ledger.settled();
  await ledger.db.clock.advance(ms);
  await (notify as Notify & { escalate(): Promise<void> }).escalate();
  await ledger.settled();
};
const all = async () =>
  (await notify.listMessages()).map(({ channel, subject, states }) => ({ channel, subject, states })).toReversed();
const toInbox = { after: "10m", channel: "inbox", to: ["li.lei"] };

test("what nobody accepted in time goes out by the next channel, with the same words", async () => {
  const id = await accept({ to: ["no@x.cn"], escalation: [toInbox] });
  await escalateAfter(599_000);
  expect(await all()).toHaveLength(1);
  await escalateAfter(1_000);
  expect(await all()).toEqual([
    { channel: "counted", subject: "晚归名单", states: { failed: 1 } },
    { channel: "inbox", subject: "晚归名单", states: { accepted: 1 } },
  ]);
  expect(told).toMatchObject([{ users: ["li.lei"], title: "晚归名单" }]);
  await escalateAfter(3_600_000);
  expect(await all()).toHaveLength(2);
  expect((await notify.getMessage(id)).escalation).toMatchObject({ state: "sent", nextMessageId: expect.any(Number) });
});

test("a step points at people of its own channel, and takes the files along when it is told to", async () => {
  const sent: { channel: string; mentions: unknown; files: string[] }[] = [];
  const seen = (id: string) => ({
    ...picky,
    id,
    async send(ctx: never, message: ChannelMessage, recipients: readonly string[], config: never) {
      const files = message.attachments.map(({ fileName }) => fileName);
      sent.push({ channel: id, mentions: message.mentions, files });
      return picky.send(ctx, message, recipients, config);
    },
  });
  await ledger.reset();
  notify = ledger.another({ channels: [picky, seen("chat"), seen("last")] });
  for (const channel of ["chat", "last"])
    await notify.saveAccount({ channel, name: "main", config: { url: ledger.provider.url } }, { by: tester });
  await ledger.start(notify);
  const file = await ledger.artifact("名单.xlsx", Buffer.from("workbook"));
  const mentions = { users: ["zhangsan"], phones: ["13800000000"] };
  const escalation = [
    { after: "10m", channel: "chat", to: ["no@x.cn"], mentions, withAttachments: true },
    { after: "10m", channel: "last", to: ["yes@x.cn"] },
  ];
  await notify.accept(mail({ to: ["no@x.cn"], attachments: [{ file }], escalation }), { idempotencyKey: "steps" });
  await escalateAfter(600_000);
  await escalateAfter(600_000);
  expect(sent).toEqual([
    { channel: "chat", mentions, files: ["名单.xlsx"] },
    { channel: "last", mentions: undefined, files: [] },
  ]);
});

test("a step that waits for the word of the provider goes out although the message was accepted, unless it was delivered", async () => {
  const step = { ...toInbox, unless: "delivered" as const };
  const quiet = await accept({ to: ["yes@x.cn"], escalation: [step] });
  const heard = await accept({ to: ["also@x.cn"], escalation: [step] });
  await ledger.settled();
  await ledger.db.store.query({
    name: "test-delivered",
    text: "update belfry.deliveries set state = 'delivered' where message_id = $1",
    values: [heard],
  });
  await escalateAfter(600_000);
  expect((await notify.getMessage(quiet)).escalation).toMatchObject({ state: "sent" });
  expect((await notify.getMessage(heard)).escalation).toMatchObject({ state: "stopped" });
});

test("the next message has the labels of the first one, with those of its rule", async () => {
  const message = mail({ to: ["no@x.cn"], labels: { kind: "night" }, escalation: [toInbox] });
  const origin = { rule: "r", action: "tell", labels: { team: "甲", kind: "all" }, recipientsAbove: null };
  await notify.accept(message, { idempotencyKey: "escalation-labels", origin });
  await escalateAfter(600_000);
  const labels = (await notify.listMessages()).map((one) => one.labels);
  expect(labels).toEqual([
    { team: "甲", kind: "night" },
    { team: "甲", kind: "night" },
  ]);
});

test("what somebody accepted goes no further", async () => {
  const id = await accept({ to: ["no@x.cn", "yes@x.cn"], escalation: [toInbox] });
  await escalateAfter(600_000);
  expect(await all()).toHaveLength(1);
  expect((await notify.getMessage(id)).escalation).toMatchObject({
    state: "stopped",
    reason: `Message ${id} was accepted for a recipient.`,
  });
});

test("what must be acknowledged goes on until somebody does, step by step", async () => {
  const step = { ...toInbox, unless: "acknowledged" } as const;
  await accept({ to: ["yes@x.cn"], escalation: [step, { ...step, to: ["han.meimei"] }, { ...step, to: ["boss"] }] });
  await escalateAfter(600_000);
  await escalateAfter(600_000);
  expect(told.map(({ users }) => users)).toEqual([["li.lei"], ["han.meimei"]]);
  const [newest] = await notify.listMessages();
  await notify.acknowledgeMessage(newest!.id, { by: tester });
  await notify.acknowledgeMessage(newest!.id, { by: tester });
  await escalateAfter(600_000);
  expect(told).toHaveLength(2);
});

test("whoever reads the notice in their inbox has acknowledged the message, and nothing more is sent", async () => {
  const step = { ...toInbox, unless: "acknowledged" } as const;
  await accept({ to: ["yes@x.cn"], escalation: [step, { ...step, to: ["boss"] }] });
  await escalateAfter(600_000);
  const [notice] = told;
  const keyHash = createHash("sha256").update(notice!.key).digest();
  const read = (hash: Buffer) =>
    ledger.db.store.transaction((tx) => notify.acknowledgeNotice(tx, { keyHash: hash, by: tester }));
  await read(createHash("sha256").update("another notice").digest());
  await read(keyHash);
  await read(keyHash);
  const [newest] = await notify.listMessages();
  expect(await notify.getMessage(newest!.id)).toMatchObject({ channel: "inbox", acknowledgedBy: tester.name });
  await escalateAfter(600_000);
  expect(told).toHaveLength(1);
  expect((await notify.getMessage(newest!.id)).escalation).toMatchObject({ state: "stopped" });
});

test("a step that could not be sent is refused with the message", async () => {
  const step = { ...toInbox, channel: "counted", to: ["no at"] };
  await expect(accept({ escalation: [toInbox, step] })).rejects.toMatchObject({
    code: "REQUEST_INVALID",
    problems: [{ path: "escalation[0].escalation[0].to[0]" }],
  });
  await expect(accept({ escalation: [{ ...toInbox, channel: "fax" }] })).rejects.toMatchObject({
    code: "CHANNEL_NOT_FOUND",
  });
});

test("two processes escalate one step once", async () => {
  await accept({ to: ["no@x.cn"], escalation: [toInbox] });
  const other = ledger.another({ channels: [picky, inbox] }) as Notify & { escalate(): Promise<void> };
  await ledger.settled();
  await ledger.db.clock.advance(600_000);
  await Promise.all([other.escalate(), (notify as typeof other).escalate()]);
  notify.wake();
  await ledger.settled();
  expect(await all()).toHaveLength(2);
});

test("an inbox that nobody has is a fault of the recipient", async () => {
  const id = await accept({ channel: "inbox", to: ["nobody"] });
  await ledger.settled();
  expect((await notify.getMessage(id)).deliveries[0]).toMatchObject({
    state: "failed",
    reason: 'Nobody signs in as "nobody", or they are disabled.',
  });
});

test("each recipient of a list gets a mail of their own, and leaves the list by its address", async () => {
  const sent: { message: ChannelMessage; recipients: readonly string[] }[] = [];
  const recording = {
    ...countedChannel,
    async send(_ctx: unknown, message: ChannelMessage, recipients: readonly string[]) {
      sent.push({ message, recipients });
      return recipients.map(() => ({ kind: "accepted" as const }));
    },
  };
  await notify.stop();
  const lists = ledger.another({ channels: [recording], publicUrl: "https://belfry.campus.example" });
  await ledger.start(lists);
  const news = (n: number) =>
    lists.accept(mail({ to: ["a@x.cn"], cc: ["b@x.cn"], unsubscribe: "news" }), { idempotencyKey: `news-${n}` });
  await news(1);
  await ledger.settled();
  expect(sent.map(({ message, recipients }) => [message.to, message.cc, recipients])).toEqual([
    [["a@x.cn"], [], ["a@x.cn"]],
    [["b@x.cn"], [], ["b@x.cn"]],
  ]);
  expect(new Set(sent.map(({ message }) => message.messageKey)).size).toBe(2);
  const url = sent[0]!.message.unsubscribe!.url;
  expect(url).toMatch(/^https:\/\/belfry\.campus\.example\/v1\/unsubscribe\/[\w-]+$/);
  const token = url.split("/").at(-1)!;
  expect(Buffer.from(token, "base64url").toString("latin1")).not.toContain("a@x.cn");

  expect(await lists.unsubscribeList(token)).toBe("news");
  for (const wrong of [token.slice(0, -2), `A${token.slice(1)}`, "", "x".repeat(60)])
    await expect(lists.unsubscribe(wrong, { by: tester })).rejects.toMatchObject({ code: "UNSUBSCRIBE_INVALID" });
  await lists.unsubscribe(token, { by: tester });
  await lists.unsubscribe(token, { by: tester });
  const second = await news(2);
  await ledger.settled();
  await until(async () => (await lists.getMessage(second.messageId)).states.suppressed === 1);
  expect((await lists.getMessage(second.messageId)).deliveries).toMatchObject([
    { state: "suppressed", reason: "The recipient has unsubscribed." },
    { state: "accepted" },
  ]);
});

test("a list cannot be left where nobody knows the address of Belfry", async () => {
  const unnamed = ledger.another({ publicUrl: undefined });
  await expect(unnamed.accept(mail({ unsubscribe: "news" }), { idempotencyKey: "unnamed" })).rejects.toMatchObject({
    problems: [{ path: "unsubscribe" }],
  });
});
