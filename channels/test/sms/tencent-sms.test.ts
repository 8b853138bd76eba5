import type { ChannelMessage } from "@belfry/plugin-kit";
import { createMovableClock, startLoopbackServer, startTencentSmsFake, type TencentSmsFake } from "@belfry/testkit";
import { afterEach, beforeEach, expect, test } from "vitest";
import { tencentSmsChannel } from "../../src/index.ts";
import { providerContext } from "../provider-context.ts";

const clock = createMovableClock();
let fake: TencentSmsFake;
beforeEach(async () => {
  fake = await startTencentSmsFake({ clock });
});
afterEach(() => fake.close());

const accountAt = (baseUrl: string) =>
  tencentSmsChannel.account.parse({
    secretId: "AKID-belfry",
    secretKey: { $secret: "KEY" },
    sdkAppId: "1400006666",
    signName: "学工处",
    baseUrl,
  });
const notice = { template: "100", params: ["晚归名单已发至邮箱。"] };
const otp = { template: "200", params: ["1234"] };
const context = () => providerContext(clock, { secret: "tencent-secret" });
const send = async (payload: unknown = notice, to: readonly string[] = ["13800138000"], url = fake.url) => {
  const message: ChannelMessage = {
    messageKey: "belfry-42",
    createdAt: new Date(clock.now()),
    to,
    cc: [],
    subject: "",
    attachments: [],
    payload,
  };
  return tencentSmsChannel.send(context(), message, to, accountAt(url));
};
const answering = (response: object) =>
  startLoopbackServer((_, reply) => reply.end(JSON.stringify({ Response: { ...response, RequestId: "1" } })));

test("a message leaves with its values in order and its key, and its number in the form of abroad", async () => {
  expect(await send()).toMatchObject([
    { kind: "accepted", code: "Ok", providerId: fake.received[0]!.providerId, segments: 1 },
  ]);
  expect(JSON.parse(fake.requests[0]!.body)).toEqual({
    PhoneNumberSet: ["+8613800138000"],
    SmsSdkAppId: "1400006666",
    TemplateId: "100",
    SignName: "学工处",
    TemplateParamSet: ["晚归名单已发至邮箱。"],
    SessionContext: "belfry-42",
  });
  expect(fake.requests[0]!.headers).toMatchObject({ "content-type": "application/json", "x-tc-action": "SendSms" });
});

test("an answer with status 200 and no error is no success for a number whose own code is a refusal", async () => {
  await send(otp);
  expect(await send(otp)).toMatchObject([
    {
      kind: "try-later",
      code: "LimitExceeded.PhoneNumberThirtySecondLimit",
      notBefore: new Date(clock.now() + 60_000),
    },
  ]);
  expect(fake.received).toHaveLength(1);
});

test.each([
  [{ template: "999", params: [] }, "content-fault", "FailedOperation.TemplateIncorrectOrUnapproved"],
  [{ ...notice, signName: "别处" }, "content-fault", "FailedOperation.SignatureIncorrectOrUnapproved"],
  [{ template: "200", params: ["1234567"] }, "content-fault", "InvalidParameterValue.TemplateParameterFormatError"],
])("%j is a %s", async (payload, kind, code) => {
  expect(await send(payload)).toMatchObject([{ kind, code }]);
});

test("a refusal of the whole request comes with status 200, too", async () => {
  const late = { ...context(), now: new Date(clock.now() + 6 * 60_000) };
  const message = {
    messageKey: "k",
    createdAt: late.now,
    to: [],
    cc: [],
    subject: "",
    attachments: [],
    payload: notice,
  };
  expect(await tencentSmsChannel.send(late, message, ["13800138000"], accountAt(fake.url))).toMatchObject([
    { kind: "account-fault", code: "AuthFailure.SignatureExpire" },
  ]);
});

test("a timeout inside of Tencent Cloud is unknown: another send could be a second message", async () => {
  await using slow = await answering({ Error: { Code: "InternalError.Timeout", Message: "timeout" } });
  expect(await send(notice, undefined, slow.url)).toMatchObject([{ kind: "unknown", code: "InternalError.Timeout" }]);
});

test("a list without the number says nothing of it: that is unknown, and no success", async () => {
  await using empty = await answering({ SendStatusSet: [] });
  expect(await send(notice, undefined, empty.url)).toMatchObject([{ kind: "unknown" }]);
});

test("an answer that never comes is unknown, and asking later says what became of it", async () => {
  fake.chaos.set({ kind: "accept-then-drop", times: 1 });
  expect(await send()).toMatchObject([{ kind: "unknown" }]);
  const ask = (recipient: string) =>
    tencentSmsChannel.query!(
      context(),
      { messageKey: "belfry-42", recipient, sentAt: new Date(clock.now()) },
      accountAt(fake.url),
    );
  expect(await ask("13800138000")).toBeUndefined();
  clock.advance(3_000);
  expect(await ask("13800138000")).toMatchObject({ state: "delivered", messageKey: "belfry-42" });
  expect(await ask("13800138001")).toBeUndefined();
});

test("a receipt names the message by Tencent's serial number", async () => {
  const reader = tencentSmsChannel.receipts!;
  await using ledger = await startLoopbackServer((_, response) => response.end(reader.answer.body));
  fake.pushReceiptsTo(ledger.url);
  await send();
  fake.chaos.set({ kind: "bounce", times: 1 });
  await send(notice, ["+85291234567"]);
  clock.advance(3_000);
  expect([await fake.pushReceipts(), await fake.pushReceipts()]).toEqual([2, 0]);
  const body = Buffer.from(ledger.requests[0]!.body);
  expect(await reader.read(context(), { headers: {}, query: {}, body }, accountAt(fake.url))).toMatchObject([
    { state: "delivered", recipient: "13800138000", providerId: fake.received[0]!.providerId },
    { state: "failed", recipient: "+85291234567", code: "UNDELIV" },
  ]);
});
