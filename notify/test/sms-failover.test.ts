import { smsChannel } from "@belfry/channels";
import {
  createMovableClock,
  fetchLocally,
  startAliyunSmsFake,
  startTencentSmsFake,
  tester,
  type AliyunSmsFake,
  type TencentSmsFake,
} from "@belfry/testkit";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import type { Notify } from "../src/index.ts";
import { startLedger, states, type Ledger } from "./ledger-fixture.ts";

/** The fakes and the ledger have one time. */
const clock = createMovableClock();
let ledger: Ledger;
let notify: Notify;
let aliyun: AliyunSmsFake;
let tencent: TencentSmsFake;
beforeAll(async () => {
  ledger = await startLedger();
});
beforeEach(async () => {
  [aliyun, tencent] = await Promise.all([startAliyunSmsFake({ clock }), startTencentSmsFake({ clock })]);
  await ledger.db.clock.set(new Date(clock.now()));
  notify = ledger.another({ channels: [smsChannel], fetch: fetchLocally, resolveSecret: async (name) => name });
});
afterEach(async () => {
  await ledger.reset();
  await Promise.all([aliyun.close(), tencent.close()]);
});
afterAll(() => ledger[Symbol.asyncDispose]());

/** Aliyun is asked first. */
async function start({ secret = "aliyun-secret" } = {}): Promise<void> {
  const first = {
    accessKeyId: "LTAI-belfry",
    accessKeySecret: { $secret: secret },
    signName: "学工处",
    baseUrl: aliyun.url,
  };
  const second = {
    secretId: "AKID-belfry",
    secretKey: { $secret: "tencent-secret" },
    sdkAppId: "1400006666",
    signName: "学工处",
    baseUrl: tencent.url,
  };
  const accounts = [
    { name: "aliyun", priority: 1, config: { aliyun: first } },
    { name: "tencent", priority: 2, config: { tencent: second } },
  ];
  for (const account of accounts) await notify.saveAccount({ channel: "sms", ...account }, { by: tester });
  await ledger.start(notify);
}

const templates = {
  aliyun: { template: "SMS_200", params: { code: "1234" } },
  tencent: { template: "100", params: ["1234"] },
};
let keys = 0;
async function send(payload: Readonly<Record<string, unknown>> = templates, to = "13800138000"): Promise<number> {
  keys += 1;
  const { messageId } = await notify.accept(
    { channel: "sms", to: [to], payload },
    { idempotencyKey: `failover-${keys}` },
  );
  await ledger.settled();
  return messageId;
}
const receivedBy = () => ({ aliyun: aliyun.received.length, tencent: tencent.received.length });

test("the provider of the lower priority number sends while it works", async () => {
  await start();
  const id = await send();
  expect(await states(notify, id)).toEqual({ "13800138000": "accepted" });
  expect(receivedBy()).toEqual({ aliyun: 1, tencent: 0 });
});

test("when Aliyun says that its account is at fault, Tencent Cloud sends the message with its own template", async () => {
  await start({ secret: "wrong" });
  const id = await send();
  expect(receivedBy()).toEqual({ aliyun: 0, tencent: 1 });
  expect((await notify.getMessage(id)).deliveries[0]).toMatchObject({
    state: "accepted",
    attempts: [
      { account: "aliyun", outcome: "account-fault" },
      { account: "tencent", outcome: "accepted" },
    ],
  });
});

test("what Aliyun may have sent before the connection broke is unknown, and Tencent Cloud does not send it", async () => {
  await start();
  aliyun.chaos.set({ kind: "accept-then-drop", times: 1 });
  const id = await send();
  expect(await states(notify, id)).toEqual({ "13800138000": "unknown" });
  expect(receivedBy()).toEqual({ aliyun: 1, tencent: 0 });
  expect((await notify.getMessage(id)).deliveries[0]!.attempts).toMatchObject([
    { account: "aliyun", outcome: "unknown" },
  ]);
  // Aliyun is asked, and by it alone is known what became of it.
  await notify.settleUnknown();
  expect(await states(notify, id)).toEqual({ "13800138000": "accepted" });
});

test("a second code to one number within a minute waits at its provider, and is not sent by the other one", async () => {
  await start();
  await send();
  const id = await send();
  expect(await states(notify, id)).toEqual({ "13800138000": "queued" });
  expect(receivedBy()).toEqual({ aliyun: 1, tencent: 0 });
});

test("a message with a template of one provider only goes nowhere else, and waits for that one", async () => {
  await start({ secret: "wrong" });
  const id = await send({ aliyun: templates.aliyun });
  expect(await states(notify, id)).toEqual({ "13800138000": "failed" });
  const waiting = await send({ aliyun: templates.aliyun });
  expect((await notify.getMessage(waiting)).deliveries[0]).toMatchObject({
    state: "queued",
    reason: expect.stringContaining('The account "aliyun" rests until'),
  });
  expect(await states(notify, await send({ tencent: templates.tencent }))).toEqual({ "13800138000": "accepted" });
  expect(receivedBy()).toEqual({ aliyun: 0, tencent: 1 });
  const nobody = await send({});
  expect((await notify.getMessage(nobody)).deliveries[0]).toMatchObject({
    state: "failed",
    reason: expect.stringContaining("The message has no template of Aliyun SMS."),
  });
});

test("a number that Aliyun would misread goes through Tencent Cloud", async () => {
  await start();
  expect(await states(notify, await send(templates, "+13105551234"))).toEqual({ "+13105551234": "accepted" });
  expect(receivedBy()).toEqual({ aliyun: 0, tencent: 1 });
});

const saveBad = (config: Record<string, unknown>) =>
  notify.saveAccount({ channel: "sms", name: "bad", config }, { by: tester });

test("an account of one provider has that provider's secrets in the vault, and not two providers", async () => {
  const account = { accessKeyId: "LTAI", accessKeySecret: "in plain text", signName: "学工处" };
  await expect(saveBad({ aliyun: account })).rejects.toMatchObject({
    problems: [{ path: "config.aliyun.accessKeySecret" }],
  });
  await expect(saveBad({})).rejects.toMatchObject({ code: "CONFIG_INVALID" });
});
