import { defineChannel, type DeliveryReceipt, type ProviderCode } from "@belfry/plugin-kit";
import { tester } from "@belfry/testkit";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import type { Notify } from "../src/index.ts";
import { countedChannel } from "./counting-provider.ts";
import { mail, startLedger, states, type Ledger } from "./ledger-fixture.ts";

/** A provider that posts its receipts as they are, and wants to hear "taken". */
const reporting = defineChannel({
  ...countedChannel,
  envelope: "recipient",
  receipts: {
    async read(_ctx, { body }) {
      const list = JSON.parse(Buffer.from(body).toString()) as (DeliveryReceipt & { at?: string })[];
      return list.map(({ at, ...receipt }) => ({ ...receipt, ...(at !== undefined && { at: new Date(at) }) }));
    },
    answer: { mediaType: "text/plain", body: "taken" },
  },
});

const switchedOff: ProviderCode = {
  code: "MK:0001",
  kind: "recipient-fault",
  meaning: { zh: "手机关机。", en: "The phone is off." },
  advice: { zh: "稍后再发。", en: "Send it later." },
};

let ledger: Ledger;
let notify: Notify;
let token: string;
beforeAll(async () => {
  ledger = await startLedger();
});
beforeEach(async () => {
  notify = ledger.another({ channels: [reporting] });
  token = await open("main");
});
afterEach(() => ledger.reset());
afterAll(() => ledger[Symbol.asyncDispose]());

async function open(account: string): Promise<string> {
  const { path } = await notify.openReceiptAddress({ channel: "counted", name: account }, { by: tester });
  return path.split("/").at(-1)!;
}

const post = (receipts: readonly object[], { account = "main", key = token } = {}) =>
  notify.takeReceipts(
    { channel: "counted", account, token: key },
    { headers: {}, query: {}, body: Buffer.from(JSON.stringify(receipts)) },
  );

let messages = 0;
/** Sends a message whose provider calls it p-<address>, and returns its id. */
async function sent(to: readonly string[], kind: "accepted" | "unknown" = "accepted"): Promise<number> {
  ledger.provider.answer((recipient) =>
    kind === "accepted"
      ? { kind, providerId: `p-${recipient}` }
      : { kind, reason: "No answer.", ...(to.length > 1 && { providerId: `p-${recipient}` }) },
  );
  messages += 1;
  const { messageId } = await notify.accept(mail({ to: [...to] }), { idempotencyKey: `receipt-${messages}` });
  await ledger.start(notify);
  await ledger.settled();
  return messageId;
}

async function rows(): Promise<{ state: string; answer: string | null }[]> {
  const { rows: kept } = await ledger.db.store.query<{ state: string; answer: string | null }>({
    name: "test-receipts",
    text: `select state, answer from belfry.delivery_receipts order by received_at, state`,
  });
  return kept;
}

async function suppressed(): Promise<string[]> {
  return (await notify.listSuppressions({})).map(({ address, reason }) => `${address} ${reason}`);
}

test("a receipt moves what was accepted, is kept as it came, and is answered in the provider's words", async () => {
  const id = await sent(["a@x.cn", "b@x.cn"]);
  const answer = await post([
    { providerId: "p-a@x.cn", state: "delivered", answer: "DELIVRD" },
    { providerId: "p-b@x.cn", state: "failed", reason: "The phone is off.", answer: "UNDELIV" },
  ]);
  expect(answer).toEqual({ mediaType: "text/plain", body: "taken" });
  expect(await states(notify, id)).toEqual({ "a@x.cn": "delivered", "b@x.cn": "failed" });
  expect((await notify.getMessage(id)).deliveries[1]!.reason).toBe("The phone is off.");
  expect((await rows()).map(({ answer: said }) => String(said)).toSorted()).toEqual(["DELIVRD", "UNDELIV"]);
});

test("a message shows what was said of it later: by whom, when it happened, and what the code means", async () => {
  notify = ledger.another({ channels: [{ ...reporting, codes: [switchedOff] }] });
  const id = await sent(["a@x.cn"]);
  const at = "2026-05-04T02:00:00.000Z";
  await post([{ providerId: "p-a@x.cn", state: "failed", code: "MK:0001", reason: "Off. 关机。", segments: 2, at }]);
  const [delivery] = (await notify.getMessage(id)).deliveries;
  expect(delivery).toMatchObject({
    attempts: [{ attempt: 1, account: "main", segments: 2 }],
    decision: { kind: "refused", text: { zh: "发送失败。 关机。", en: "It could not be sent. Off." } },
    receipts: [
      {
        source: "post",
        state: "failed",
        code: "MK:0001",
        words: { meaning: switchedOff.meaning, advice: switchedOff.advice },
        text: { zh: "关机。", en: "Off." },
        saidAt: new Date(at),
      },
    ],
  });
});

test("the same receipt five times is one receipt, and suppresses nobody who had one soft bounce", async () => {
  const id = await sent(["a@x.cn"]);
  const bounced = { providerId: "p-a@x.cn", state: "bounced", bounce: "soft", answer: "full" };
  for (let times = 0; times < 5; times += 1) await post([bounced, bounced]);
  expect(await states(notify, id)).toEqual({ "a@x.cn": "bounced" });
  expect(await rows()).toHaveLength(1);
  expect(await suppressed()).toEqual([]);
});

test.each([
  [["accepted", "failed", "bounced", "delivered"]],
  [["delivered", "bounced", "failed", "accepted"]],
  [["failed", "delivered", "accepted", "bounced"]],
] as const)("in whatever order receipts come, %j, the end is the same", async (order) => {
  const id = await sent(["a@x.cn"]);
  for (const state of order) await post([{ providerId: "p-a@x.cn", state }]);
  expect(await states(notify, id)).toEqual({ "a@x.cn": "delivered" });
});

test("what nobody knew is known by the message key, for the recipient that the receipt names", async () => {
  const id = await sent(["a@x.cn"], "unknown");
  const other = await sent(["b@x.cn"], "unknown");
  const key = ledger.provider.sends[0]!.key;
  await post([
    { messageKey: key, recipient: "b@x.cn", state: "delivered" },
    { messageKey: key, recipient: "A@X.CN", state: "delivered" },
    { messageKey: `other-installation-${id}`, recipient: "b@x.cn", state: "failed" },
  ]);
  expect([await states(notify, id), await states(notify, other)]).toEqual([
    { "a@x.cn": "delivered" },
    { "b@x.cn": "unknown" },
  ]);
});

test("an address that does not exist, or whose owner complains, is not sent to any more", async () => {
  await sent(["gone@y.cn", "angry@y.cn", "c@x.cn"]);
  await post([
    { providerId: "p-gone@y.cn", state: "bounced", bounce: "hard" },
    { providerId: "p-angry@y.cn", state: "delivered", complaint: true },
    { providerId: "p-c@x.cn", state: "delivered" },
  ]);
  expect((await suppressed()).toSorted()).toEqual(["angry@y.cn complaint", "gone@y.cn hard-bounce"]);
});

test("an account's token says nothing of what another account sent", async () => {
  await notify.saveAccount(
    { channel: "counted", name: "other", config: { url: ledger.provider.url }, priority: 200 },
    { by: tester },
  );
  const key = await open("other");
  const id = await sent(["a@x.cn"]);
  await post([{ providerId: "p-a@x.cn", state: "failed" }], { account: "other", key });
  await post([{ messageKey: ledger.provider.sends[0]!.key, state: "failed" }], { account: "other", key });
  expect(await states(notify, id)).toEqual({ "a@x.cn": "accepted" });
});

test("without the right token nothing is read, and an account that is not there is refused in the same words", async () => {
  await expect(post([], { key: "wrong" })).rejects.toMatchObject({ code: "RECEIPT_REFUSED" });
  await expect(post([], { account: "nobody" })).rejects.toMatchObject({ code: "RECEIPT_REFUSED" });
  const renewed = await open("main");
  await expect(post([])).rejects.toMatchObject({ code: "RECEIPT_REFUSED" });
  expect(await post([], { key: renewed })).toMatchObject({ body: "taken" });
});

test("a receipt that comes before the answer to its message is to be said again, and is lost neither way", async () => {
  const answer = Promise.withResolvers<void>();
  const asked = Promise.withResolvers<void>();
  const slow = defineChannel({
    ...reporting,
    async send(...args: Parameters<typeof reporting.send>) {
      asked.resolve();
      await answer.promise;
      return reporting.send(...args);
    },
  });
  notify = ledger.another({ channels: [slow] });
  ledger.provider.answer((recipient) => ({ kind: "accepted", providerId: `p-${recipient}` }));
  const { messageId } = await notify.accept(mail({ to: ["a@x.cn"] }), { idempotencyKey: "early" });
  await ledger.start(notify);
  await asked.promise;
  const receipt = { providerId: "p-a@x.cn", recipient: "a@x.cn", state: "delivered" };
  await expect(post([receipt])).rejects.toMatchObject({ code: "RECEIPT_TOO_EARLY" });
  answer.resolve();
  await ledger.settled();
  expect(await post([receipt])).toMatchObject({ body: "taken" });
  expect(await states(notify, messageId)).toEqual({ "a@x.cn": "delivered" });
});

test("what was cancelled stays cancelled, whatever a receipt says", async () => {
  const id = await sent(["a@x.cn"]);
  await ledger.db.store.query({ name: "test-cancel", text: `update belfry.deliveries set state = 'cancelled'` });
  await post([{ providerId: "p-a@x.cn", state: "delivered" }]);
  expect(await states(notify, id)).toEqual({ "a@x.cn": "cancelled" });
});

test("a receipt tells for how many the message is billed", async () => {
  await sent(["a@x.cn"]);
  await post([{ providerId: "p-a@x.cn", state: "delivered", segments: 2 }]);
  const { rows: billed } = await ledger.db.store.query<{ segments: number }>({
    name: "test-segments",
    text: `select segments from belfry.delivery_attempts`,
  });
  expect(billed).toEqual([{ segments: 2 }]);
});

test("hundreds of receipts at once, posted by several at the same time, are applied once each", async () => {
  const to = Array.from({ length: 100 }, (_, n) => `n${n}@x.cn`);
  const id = await sent(to);
  const receipts = to.map((address) => ({ providerId: `p-${address}`, state: "delivered" }));
  await Promise.all([post([...receipts, ...receipts]), post(receipts.toReversed()), post(receipts)]);
  expect(new Set(Object.values(await states(notify, id)))).toEqual(new Set(["delivered"]));
  expect(await rows()).toHaveLength(100);
});
