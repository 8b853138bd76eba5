import type { ChannelMessage } from "@belfry/plugin-kit";
import { createMovableClock, startAliyunSmsFake, startLoopbackServer, type AliyunSmsFake } from "@belfry/testkit";
import { afterEach, beforeEach, expect, test } from "vitest";
import { aliyunSmsChannel } from "../../src/index.ts";
import { providerContext } from "../provider-context.ts";

const clock = createMovableClock();
let fake: AliyunSmsFake;
beforeEach(async () => {
  fake = await startAliyunSmsFake({ clock });
});
afterEach(() => fake.close());

const accountAt = (baseUrl: string) =>
  aliyunSmsChannel.account.parse({
    accessKeyId: "LTAI-belfry",
    accessKeySecret: { $secret: "KEY" },
    signName: "学工处",
    baseUrl,
  });
const message = (over: Partial<ChannelMessage> = {}): ChannelMessage => ({
  messageKey: "belfry-42",
  createdAt: new Date(clock.now()),
  to: [],
  cc: [],
  subject: "",
  attachments: [],
  payload: { template: "SMS_100", params: { content: "晚归名单已发至邮箱 (3 人)!" } },
  ...over,
});
const context = (signal?: AbortSignal) =>
  providerContext(clock, { secret: "aliyun-secret", ...(signal && { signal }) });
const send = async (over: Partial<ChannelMessage> = {}, to: readonly string[] = ["13800138000"], url = fake.url) =>
  aliyunSmsChannel.send(context(), message({ to, ...over }), to, accountAt(url));
const ask = (recipient = "13800138000") =>
  aliyunSmsChannel.query!(
    context(),
    { messageKey: "belfry-42", recipient, sentAt: new Date(clock.now()) },
    accountAt(fake.url),
  );
const otp = { payload: { template: "SMS_200", params: { code: "1234" } } };

test("a message leaves with its template, its signature and its key, in the query and without a body", async () => {
  expect(await send()).toMatchObject([{ kind: "accepted", code: "OK", providerId: expect.stringMatching(/^\d{18}$/) }]);
  expect(fake.received).toMatchObject([
    { to: "+8613800138000", template: "SMS_100", text: "【学工处】晚归名单已发至邮箱 (3 人)!", key: "belfry-42" },
  ]);
  expect(fake.requests[0]).toMatchObject({ method: "POST", body: "" });
  expect(fake.requests[0]!.headers).toMatchObject({ "content-length": "0", "x-acs-date": "2026-03-01T06:00:00Z" });
});

test("each recipient has a message and an outcome of their own", async () => {
  const outcomes = await send({}, ["13800138000", "13800000404", "+85291234567"]);
  expect(outcomes.map(({ kind }) => kind)).toEqual(["accepted", "recipient-fault", "accepted"]);
  expect(fake.received.map(({ to }) => to)).toEqual(["+8613800138000", "+85291234567"]);
});

test("the limit of one number is waited for and is no fault of the account, so that a code is never sent twice", async () => {
  await send(otp);
  const [outcome] = await send(otp);
  expect(outcome).toMatchObject({
    kind: "try-later",
    code: "isv.BUSINESS_LIMIT_CONTROL",
    notBefore: new Date(clock.now() + 60_000),
  });
  expect(fake.received).toHaveLength(1);
});

test.each([
  ["SMS_999", {}, "isv.SMS_TEMPLATE_ILLEGAL"],
  ["SMS_100", {}, "isv.TEMPLATE_MISSING_PARAMETERS"],
])("a template %s that Aliyun does not take is a fault of the content", async (template, params, code) => {
  expect(await send({ payload: { template, params } })).toMatchObject([{ kind: "content-fault", code }]);
});

test("a refusal with status 200 is no success", async () => {
  await using low = await startLoopbackServer((_, response) =>
    response.end('{"RequestId":"1","Code":"isv.AMOUNT_NOT_ENOUGH","Message":"账户余额不足"}'),
  );
  expect(await send({}, undefined, low.url)).toMatchObject([
    { kind: "account-fault", pauseUntil: new Date(clock.now() + 600_000), reason: expect.stringContaining("请充值") },
  ]);
});

test("a refusal of the gateway is told by its code, and a clock that is off by its name", async () => {
  const late = { ...context(), now: new Date(clock.now() + 16 * 60_000) };
  const [outcome] = await aliyunSmsChannel.send(late, message(), ["13800138000"], accountAt(fake.url));
  expect(outcome).toMatchObject({ kind: "account-fault", code: "InvalidTimeStamp.Expired" });
  fake.chaos.set({ kind: "throttle", times: 1 });
  expect(await send()).toMatchObject([{ kind: "try-later", code: "Throttling.User" }]);
});

test("an answer that never comes is unknown, and asking later says what became of it", async () => {
  fake.chaos.set({ kind: "accept-then-drop", times: 1 });
  expect(await send()).toMatchObject([{ kind: "unknown" }]);
  expect(await ask()).toMatchObject({ state: "accepted", messageKey: "belfry-42", recipient: "13800138000" });
  clock.advance(3_000);
  expect(await ask()).toMatchObject({ state: "delivered", code: "DELIVERED" });
  expect(await ask("13800138001")).toBeUndefined();
});

test("an answer that nobody can read is unknown, and a server that is not there is tried later", async () => {
  fake.chaos.set({ kind: "malformed", times: 1 });
  expect(await send()).toMatchObject([{ kind: "unknown" }]);
  expect(await send({}, undefined, "http://127.0.0.1:9")).toMatchObject([{ kind: "try-later" }]);
});

test("receipts are pushed until they are answered in Aliyun's words: again after 1, 5 and 10 minutes, then never", async () => {
  let taken = false;
  const { answer } = aliyunSmsChannel.receipts!;
  await using ledger = await startLoopbackServer((_, response) => response.end(taken ? answer.body : "ok"));
  fake.pushReceiptsTo(ledger.url);
  await send();
  const pushes = async (afterMs: number) => {
    clock.advance(afterMs);
    return fake.pushReceipts();
  };
  expect([await pushes(2_999), await pushes(1), await pushes(59_999), await pushes(1)]).toEqual([0, 1, 0, 1]);
  expect([await pushes(300_000), await pushes(600_000), await pushes(3_600_000)]).toEqual([1, 1, 0]);
  expect(fake.droppedReceipts).toBe(1);
  taken = true;
  await send();
  expect([await pushes(3_000), await pushes(60_000)]).toEqual([1, 0]);
});

test("a receipt says who got the message, when, and for how many it is billed", async () => {
  await using ledger = await startLoopbackServer((_, response) => response.end());
  fake.pushReceiptsTo(ledger.url);
  await send({ payload: { template: "SMS_100", params: { content: "字".repeat(70) } } });
  fake.chaos.set({ kind: "bounce", times: 1 });
  await send();
  clock.advance(3_000);
  await fake.pushReceipts();
  const body = Buffer.from(ledger.requests[0]!.body);
  const read = await aliyunSmsChannel.receipts!.read(context(), { headers: {}, query: {}, body }, accountAt(fake.url));
  expect(read).toMatchObject([
    {
      state: "delivered",
      messageKey: "belfry-42",
      recipient: "13800138000",
      providerId: fake.received[0]!.providerId,
      segments: 2,
      at: new Date(clock.now()),
    },
    { state: "bounced", bounce: "soft", code: "MOBILE_NOT_ON_SERVICE", providerId: fake.received[1]!.providerId },
  ]);
});

test.each(["", "{}", "[1]", "<xml/>"])("what is no list of receipts, %j, is refused", async (text) => {
  const request = { headers: {}, query: {}, body: Buffer.from(text) };
  await expect(aliyunSmsChannel.receipts!.read(context(), request, accountAt(fake.url))).rejects.toMatchObject({
    code: "REQUEST_INVALID",
  });
});

test("a message without a template, to an account that has none for text, is a fault of the content", async () => {
  expect(await send({ payload: undefined, text: "您好" })).toMatchObject([{ kind: "content-fault" }]);
});
