import { aliyunSmsChannel, tencentSmsChannel, wechatOfficialChannel } from "@belfry/channels";
import {
  createMovableClock,
  fetchLocally,
  startAliyunSmsFake,
  startLoopbackServer,
  startTencentSmsFake,
  startWechatFake,
  tester,
} from "@belfry/testkit";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import type { Notify } from "../src/index.ts";
import { startLedger, states, type Ledger } from "./ledger-fixture.ts";

/** The fakes and the ledger have one time. */
const clock = createMovableClock();
let ledger: Ledger;
beforeAll(async () => {
  ledger = await startLedger();
});
afterEach(() => ledger.reset());
afterAll(() => ledger[Symbol.asyncDispose]());

const advance = async (ms: number) => {
  clock.advance(ms);
  await ledger.db.clock.set(new Date(clock.now()));
};

async function ledgerOf(channel: string, config: object): Promise<Notify> {
  await ledger.db.clock.set(new Date(clock.now()));
  const notify = ledger.another({
    channels: [aliyunSmsChannel, tencentSmsChannel, wechatOfficialChannel],
    fetch: fetchLocally,
    resolveSecret: async (name) => name,
  });
  await notify.saveAccount({ channel, name: "main", config: { ...config } }, { by: tester });
  await ledger.start(notify);
  return notify;
}

/** What the API does with a call of a provider. */
async function addressOf(notify: Notify, channel: string) {
  const { path } = await notify.openReceiptAddress({ channel, name: "main" }, { by: tester });
  const token = path.split("/").at(-1)!;
  const server = await startLoopbackServer(async ({ bytes, query }, response) => {
    const request = { headers: {}, query: Object.fromEntries(query), body: bytes };
    const { body } = await notify.takeReceipts({ channel, account: "main", token }, request);
    response.end(body);
  });
  return server;
}

let sent = 0;
async function send(
  notify: Notify,
  channel: string,
  to: readonly string[],
  payload: Readonly<Record<string, unknown>>,
) {
  sent += 1;
  const { messageId } = await notify.accept({ channel, to: [...to], payload }, { idempotencyKey: `sms-${sent}` });
  notify.wake();
  await ledger.settled();
  return messageId;
}

test("from Aliyun: accepted, then delivered or bounced by its receipt, which repeated changes nothing", async () => {
  await using fake = await startAliyunSmsFake({ clock });
  const config = {
    accessKeyId: "LTAI-belfry",
    accessKeySecret: { $secret: "aliyun-secret" },
    signName: "学工处",
    baseUrl: fake.url,
  };
  const notify = await ledgerOf("aliyun-sms", config);
  await using address = await addressOf(notify, "aliyun-sms");
  fake.pushReceiptsTo(address.url);
  const payload = { template: "SMS_100", params: { content: "您好" } };
  const good = await send(notify, "aliyun-sms", ["13800138000", "13800138001"], payload);
  fake.chaos.set({ kind: "bounce", times: 1 });
  const bad = await send(notify, "aliyun-sms", ["13800138002"], payload);
  expect(await states(notify, good)).toEqual({ "13800138000": "accepted", "13800138001": "accepted" });
  await advance(3_000);
  expect([await fake.pushReceipts(), await fake.pushReceipts()]).toEqual([3, 0]);
  expect(await states(notify, good)).toEqual({ "13800138000": "delivered", "13800138001": "delivered" });
  expect(await states(notify, bad)).toEqual({ "13800138002": "bounced" });
});

test("from Aliyun: what nobody knew is asked for by its key, and nothing is sent twice", async () => {
  await using fake = await startAliyunSmsFake({ clock });
  const config = {
    accessKeyId: "LTAI-belfry",
    accessKeySecret: { $secret: "aliyun-secret" },
    signName: "学工处",
    baseUrl: fake.url,
  };
  const notify = await ledgerOf("aliyun-sms", config);
  fake.chaos.set({ kind: "accept-then-drop", times: 1 });
  const id = await send(notify, "aliyun-sms", ["13800138000"], { template: "SMS_200", params: { code: "1234" } });
  expect(await states(notify, id)).toEqual({ "13800138000": "unknown" });
  await notify.settleUnknown();
  expect(await states(notify, id)).toEqual({ "13800138000": "accepted" });
  expect(fake.received).toHaveLength(1);
});

test("a code over the limit of one number waits, and no other account sends it", async () => {
  await using fake = await startAliyunSmsFake({ clock });
  await using other = await startAliyunSmsFake({ clock });
  const config = {
    accessKeyId: "LTAI-belfry",
    accessKeySecret: { $secret: "aliyun-secret" },
    signName: "学工处",
    baseUrl: fake.url,
  };
  const notify = await ledgerOf("aliyun-sms", config);
  const second = { ...config, baseUrl: other.url };
  await notify.saveAccount({ channel: "aliyun-sms", name: "second", config: second, priority: 200 }, { by: tester });
  const otp = { template: "SMS_200", params: { code: "1234" } };
  await send(notify, "aliyun-sms", ["13800138000"], otp);
  const id = await send(notify, "aliyun-sms", ["13800138000"], otp);
  expect(await states(notify, id)).toEqual({ "13800138000": "queued" });
  expect([fake.received.length, other.received.length]).toEqual([1, 0]);
});

test("from Tencent Cloud: delivered by its receipt, which names nothing but the serial number", async () => {
  await using fake = await startTencentSmsFake({ clock });
  const config = {
    secretId: "AKID-belfry",
    secretKey: { $secret: "tencent-secret" },
    sdkAppId: "1400006666",
    signName: "学工处",
    baseUrl: fake.url,
  };
  const notify = await ledgerOf("tencent-sms", config);
  await using address = await addressOf(notify, "tencent-sms");
  fake.pushReceiptsTo(address.url);
  const id = await send(notify, "tencent-sms", ["13800138000"], { template: "100", params: ["您好"] });
  await advance(3_000);
  await fake.pushReceipts();
  expect(await states(notify, id)).toEqual({ "13800138000": "delivered" });
});

test("from WeChat: what nobody knew is sent again under the same client_msg_id, and one message arrives", async () => {
  await using fake = await startWechatFake({ clock });
  const config = {
    appId: "wx-belfry",
    secret: { $secret: "wechat-secret" },
    serverToken: { $secret: "wechat-server-token" },
    baseUrl: fake.url,
  };
  const notify = await ledgerOf("wechat", config);
  await using address = await addressOf(notify, "wechat");
  fake.pushEventsTo(address.url);
  fake.chaos.set({ kind: "accept-then-drop", times: 1 });
  const payload = { template: "notice", data: { thing1: "晚归提醒", time2: "2026-03-01 14:00" } };
  const id = await send(notify, "wechat", ["o-zhang"], payload);
  expect(await states(notify, id)).toEqual({ "o-zhang": "unknown" });
  await notify.settleUnknown();
  await advance(1_000);
  notify.wake();
  await ledger.settled();
  expect(await states(notify, id)).toEqual({ "o-zhang": "accepted" });
  expect(fake.received).toHaveLength(1);
  expect(await fake.pushEvents()).toEqual([200]);
  expect(await states(notify, id)).toEqual({ "o-zhang": "delivered" });
});
