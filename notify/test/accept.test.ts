import { afterAll, beforeAll, expect, test } from "vitest";
import { mail, startLedger, states, type Ledger } from "./ledger-fixture.ts";

let ledger: Ledger;
beforeAll(async () => {
  ledger = await startLedger();
});
afterAll(() => ledger[Symbol.asyncDispose]());

let keys = 0;
const key = () => `accept-${(keys += 1)}`;

test("a message is accepted once for each key, whatever the second call says", async () => {
  const idempotencyKey = key();
  const first = await ledger.notify.accept(mail(), { idempotencyKey });
  const second = await ledger.notify.accept(mail({ to: ["other@example.com"], channel: "gone" }), { idempotencyKey });
  expect(second).toEqual(first);
  expect(first).toEqual({
    messageId: first.messageId,
    status: "waiting",
    deliveries: [{ recipient: "a@example.com", state: "queued" }],
  });
});

test("a hundred calls at once with one key make one message", async () => {
  const idempotencyKey = key();
  const accepted = await Promise.all(
    Array.from({ length: 100 }, () => ledger.notify.accept(mail(), { idempotencyKey })),
  );
  expect(new Set(accepted.map(({ messageId }) => messageId)).size).toBe(1);
});

test("every recipient is one delivery, in the order of the fields and without doubles", async () => {
  const message = mail({ to: ["a@x.cn", "A@x.cn"], cc: ["b@x.cn"], bcc: ["a@x.cn", "c@x.cn"] });
  const { messageId } = await ledger.notify.accept(message, { idempotencyKey: key() });
  const { deliveries, subject } = await ledger.notify.getMessage(messageId);
  expect(subject).toBe("晚归名单");
  expect(deliveries.map(({ field, recipient }) => [field, recipient])).toEqual([
    ["to", "a@x.cn"],
    ["cc", "b@x.cn"],
    ["bcc", "c@x.cn"],
  ]);
});

test("a bad address is refused with its field, and nothing is accepted", async () => {
  const idempotencyKey = key();
  const refused = ledger.notify.accept(mail({ to: ["a@x.cn"], bcc: ["nobody"] }), { idempotencyKey });
  await expect(refused).rejects.toMatchObject({
    code: "REQUEST_INVALID",
    problems: [{ path: "bcc[0]", message: '"nobody" has no @.', remedy: "Correct the address, or leave it out." }],
  });
  const accepted = await ledger.notify.accept(mail(), { idempotencyKey });
  expect(await states(ledger.notify, accepted.messageId)).toEqual({ "a@example.com": "queued" });
});

test.each([
  ["a channel that does not exist", mail({ channel: "fax" }), "CHANNEL_NOT_FOUND"],
  ["an account that does not exist", mail({ account: "gone" }), "ACCOUNT_NOT_FOUND"],
  ["no recipient", mail({ to: [] }), "REQUEST_INVALID"],
  ["a character that cannot be kept", mail({ text: "a\0b" }), "REQUEST_INVALID"],
])("%s is refused", async (_what, message, code) => {
  await expect(ledger.notify.accept(message, { idempotencyKey: key() })).rejects.toMatchObject({ code });
});

test("an attachment above the limit of every account is refused with both sizes", async () => {
  const file = await ledger.artifact("大文件.xlsx", new Uint8Array(2_000_000));
  await expect(
    ledger.notify.accept(mail({ attachments: [{ file }] }), { idempotencyKey: key() }),
  ).rejects.toMatchObject({ code: "ATTACHMENT_TOO_LARGE", details: { field: "attachments", maxBytes: 1_000 } });
});

test("an attachment that is not there is refused with its place", async () => {
  const file = { $artifact: "gone", name: "名单.xlsx", mediaType: "text/plain", bytes: 1 };
  await expect(
    ledger.notify.accept(mail({ attachments: [{ file }] }), { idempotencyKey: key() }),
  ).rejects.toMatchObject({ code: "ARTIFACT_NOT_FOUND", details: { field: "attachments[0]" } });
});
