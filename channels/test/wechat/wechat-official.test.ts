import type { ChannelMessage } from "@belfry/plugin-kit";
import { createMovableClock, startLoopbackServer, startWechatFake, type WechatFake } from "@belfry/testkit";
import { afterEach, beforeEach, expect, test } from "vitest";
import { wechatOfficialChannel } from "../../src/index.ts";
import { providerContext } from "../provider-context.ts";

const clock = createMovableClock();
let fake: WechatFake;
beforeEach(async () => {
  fake = await startWechatFake({ clock });
});
afterEach(() => fake.close());

const account = () =>
  wechatOfficialChannel.account.parse({
    appId: "wx-belfry",
    secret: "wechat-secret",
    serverToken: "wechat-server-token",
    baseUrl: fake.url,
  });
const context = () => providerContext(clock);
const data = (thing1: string) => ({ template: "notice", data: { thing1, time2: "2026-03-01 14:00" } });
const send = (payload: unknown = data("晚归提醒"), over: Partial<ChannelMessage> = {}, to = ["o-zhang"]) =>
  wechatOfficialChannel.send(
    context(),
    {
      messageKey: "belfry-42",
      createdAt: new Date(clock.now()),
      to,
      cc: [],
      subject: "",
      attachments: [],
      payload,
      ...over,
    },
    to,
    account(),
  );

test("a field that is longer than WeChat takes is cut with three dots instead of being refused", async () => {
  expect(await send(data(`${"晚".repeat(16)}😀归名单`))).toMatchObject([{ kind: "accepted", providerId: "200228332" }]);
  expect(fake.received[0]!.text).toBe(`thing1: ${"晚".repeat(16)}...\ntime2: 2026-03-01 14:00`);
  expect(await send(data("晚".repeat(20)), { messageKey: "b" })).toMatchObject([{ kind: "accepted" }]);
  expect(fake.received[1]!.text).toContain("晚".repeat(20));
});

test("an empty field is a fault of the content, in WeChat's words", async () => {
  expect(await send(data(""))).toMatchObject([
    { kind: "content-fault", code: "47003", answer: expect.stringMatching(/rid: \w{8}-\w{8}-\w{8}/) },
  ]);
});

test("a second send with the same key reaches nobody twice", async () => {
  fake.chaos.set({ kind: "accept-then-drop", times: 1 });
  expect(await send()).toMatchObject([{ kind: "unknown" }]);
  expect(await send()).toMatchObject([{ kind: "accepted" }]);
  expect(fake.received).toHaveLength(1);
});

test("one message to two people is one for each of them", async () => {
  expect(await send(undefined, {}, ["o-zhang", "o-lihua", "o-stranger"])).toMatchObject([
    { kind: "accepted" },
    { kind: "accepted" },
    { kind: "recipient-fault", code: "43004" },
  ]);
  expect(fake.received.map(({ to }) => to)).toEqual([["o-zhang"], ["o-lihua"]]);
});

test("a token is asked for once, and once more when WeChat does not take it any more", async () => {
  await send();
  await send(undefined, { messageKey: "b" });
  expect(fake.logins).toBe(1);
  fake.expireTokens();
  expect(await send(undefined, { messageKey: "c" })).toMatchObject([{ kind: "accepted" }]);
  expect(fake.logins).toBe(2);
});

test("the calls of a day that are used up are a fault of the account", async () => {
  fake.chaos.set({ kind: "throttle", times: 1 });
  expect(await send()).toMatchObject([
    { kind: "account-fault", code: "45009", pauseUntil: new Date(clock.now() + 3_600_000) },
  ]);
});

test("the event that a message arrived is read when WeChat signed it, and refused when somebody else did", async () => {
  const reader = wechatOfficialChannel.receipts!;
  await using ledger = await startLoopbackServer((_, response) => response.end(reader.answer.body));
  fake.pushEventsTo(ledger.url);
  await send();
  fake.chaos.set({ kind: "bounce", times: 1 });
  await send(undefined, { messageKey: "b" });
  await fake.pushEvents();
  expect(await fake.pushEvents()).toEqual([]);
  const receipts = [];
  for (const { query, bytes } of ledger.requests) {
    const request = { headers: {}, query: Object.fromEntries(query), body: bytes };
    receipts.push(...(await reader.read(context(), request, account())));
    const forged = { ...request, query: { ...request.query, nonce: "1" } };
    await expect(reader.read(context(), forged, account())).rejects.toMatchObject({ code: "REQUEST_INVALID" });
  }
  expect(receipts).toMatchObject([
    { state: "delivered", providerId: "200228332", recipient: "o-zhang" },
    { state: "bounced", bounce: "soft", providerId: "200228333", code: "failed:user block" },
  ]);
});
