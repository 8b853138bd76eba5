import { emailChannel } from "@belfry/channels";
import { smtpReplies, startSmtpSink, type SmtpSink, tester } from "@belfry/testkit";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import type { Notify } from "../src/index.ts";
import { mail, startLedger, states, type Ledger } from "./ledger-fixture.ts";

let ledger: Ledger;
let notify: Notify;
let first: SmtpSink;
let second: SmtpSink;
beforeAll(async () => {
  ledger = await startLedger();
  [first, second] = await Promise.all([startSmtpSink(), startSmtpSink()]);
});
beforeEach(async () => {
  notify = ledger.another({ channels: [emailChannel] });
  for (const [name, { host, port }, priority] of [
    ["qq", first, 1],
    ["163", second, 2],
  ] as const) {
    const config = { host, port, mode: "plain", from: { name: "学工处", address: `${name}@belfry.cn` } };
    await notify.saveAccount({ channel: "email", name, priority, config }, { by: tester });
  }
  await ledger.start(notify);
});
afterEach(async () => {
  await ledger.reset();
  await ledger.db.store.pool.query("delete from belfry.suppressions");
  first.clearBehaviours();
});
afterAll(async () => {
  await ledger[Symbol.asyncDispose]();
  await Promise.all([first.close(), second.close()]);
});

test("when QQ limits an account, the next one sends the same mail, whole and once", async () => {
  first.setBehaviour({ at: "data", outcome: smtpReplies.qqFrequencyLimited });
  const file = await ledger.artifact("滨海校区晚归名单2026.3.1.xlsx", Buffer.from("a workbook"));
  const message = mail({ channel: "email", to: ["a@x.cn"], cc: ["b@x.cn"], bcc: ["c@x.cn"], attachments: [{ file }] });
  const { messageId } = await notify.accept(message, { idempotencyKey: "failover", executionId: 8 });
  await ledger.settled();
  expect(first.mails).toEqual([]);
  expect(second.mails).toHaveLength(1);
  const [{ envelope, parsed, raw }] = second.mails as [(typeof second.mails)[0]];
  expect(envelope).toEqual({ from: "163@belfry.cn", to: ["a@x.cn", "b@x.cn", "c@x.cn"] });
  expect(raw.toString()).not.toContain("c@x.cn");
  expect(parsed.attachments).toMatchObject([{ filename: "滨海校区晚归名单2026.3.1.xlsx" }]);
  const { deliveries } = await notify.getMessage(messageId);
  expect(deliveries[2]!.attempts).toMatchObject([
    { account: "qq", outcome: "account-fault", answer: "550 Sender frequency limited" },
    { account: "163", outcome: "accepted" },
  ]);
  expect(ledger.woken).toEqual([8]);
});

test("a mail whose answer was lost is not sent again by itself, and keeps its Message-ID when a person asks", async () => {
  first.setBehaviour({ at: "data", outcome: { kind: "disconnect" }, times: 1 });
  const message = mail({ channel: "email", to: ["lost@x.cn"] });
  const { messageId } = await notify.accept(message, { idempotencyKey: "lost", executionId: 9 });
  await ledger.settled();
  await ledger.db.clock.advance(86_400_000);
  notify.wake();
  await ledger.settled();
  expect(await states(notify, messageId)).toEqual({ "lost@x.cn": "unknown" });
  expect(first.mails).toHaveLength(1);
  await notify.accept(message, { idempotencyKey: "lost", executionId: 9, redrive: 1 });
  await ledger.settled();
  expect(await states(notify, messageId)).toEqual({ "lost@x.cn": "accepted" });
  expect(first.mails.map(({ parsed }) => parsed.messageId)).toEqual(Array(2).fill(first.mails[0]!.parsed.messageId));
});

test("an address that the server does not know is suppressed like one that came back, and the others of the mail are not", async () => {
  const accept = async (key: string) =>
    (await notify.accept(mail({ channel: "email", to: ["permfail@x.cn", "good@x.cn"] }), { idempotencyKey: key }))
      .messageId;
  const one = await accept("gone-1");
  await ledger.settled();
  expect(await states(notify, one)).toEqual({ "permfail@x.cn": "failed", "good@x.cn": "accepted" });
  expect(await notify.listSuppressions({})).toMatchObject([
    { channel: "email", address: "permfail@x.cn", reason: "hard-bounce", messageId: one },
  ]);
  const two = await accept("gone-2");
  await ledger.settled();
  expect(await states(notify, two)).toEqual({ "permfail@x.cn": "suppressed", "good@x.cn": "accepted" });
});

test("an address that is refused by a policy, as spam or for now stays off the suppression list", async () => {
  for (const [text, address] of [
    ["5.7.1 Rejected by policy: user unknown to our allow-list", "policy@x.cn"],
    ["Mailbox unavailable or access denied", "flooded@x.cn"],
    ["no", "blunt@x.cn"],
  ] as const) {
    first.setBehaviour({ at: "rcpt-to", outcome: { kind: "reply", code: 550, text }, times: 1 });
    await notify.accept(mail({ channel: "email", to: [address] }), { idempotencyKey: address });
    await ledger.settled();
  }
  expect(await notify.listSuppressions({})).toEqual([]);
});

test("a mail of a list carries the headers of RFC 8058, one address for each recipient, and no other header says it", async () => {
  const message = mail({ channel: "email", to: ["a@x.cn"], bcc: ["b@x.cn"], unsubscribe: "news" });
  await notify.accept(message, { idempotencyKey: "list" });
  await ledger.settled();
  const headers = first.mails.slice(-2).map(({ raw }) => {
    const text = raw.toString("latin1");
    return text.slice(0, text.indexOf("\r\n\r\n")).replace(/\r\n[ \t]+/g, " ");
  });
  expect(headers).toHaveLength(2);
  const links = headers.map(
    (head) => /^List-Unsubscribe: <(https:\/\/belfry\.example\.com\/v1\/unsubscribe\/[\w-]+)>$/m.exec(head)?.[1],
  );
  expect(new Set(links).size).toBe(2);
  expect(links).not.toContain(undefined);
  for (const head of headers) {
    expect(head.match(/^List-Unsubscribe-Post: List-Unsubscribe=One-Click$/gm)).toHaveLength(1);
    expect(head).not.toMatch(/b@x\.cn.*a@x\.cn/s);
  }
  // What a parser that nobody here wrote makes of the raw mail.
  const parsed = first.mails.slice(-2).map(({ parsed: { headers: read } }) => ({
    link: read.filter(({ key }) => key === "list-unsubscribe").map(({ value }) => value),
    post: read.filter(({ key }) => key === "list-unsubscribe-post").map(({ value }) => value),
  }));
  expect(parsed).toEqual(links.map((link) => ({ link: [`<${link}>`], post: ["List-Unsubscribe=One-Click"] })));
  for (const link of links) expect(await notify.unsubscribeList(link!.split("/").at(-1)!)).toBe("news");
});
