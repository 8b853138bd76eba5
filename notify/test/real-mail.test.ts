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
