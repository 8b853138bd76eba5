import { createTestActionContext } from "@belfry/testkit";
import { describe, expect, test } from "vitest";
import { wechatSend } from "../wechat/wechat-send.ts";
import { smsSend } from "./sms-send.ts";

const aliyun = { template: "SMS_100", params: { content: "名单已发" } };
const tencent = { template: "100", params: ["名单已发"] };

describe("a short message", () => {
  test("is handed to the ledger with the template of its provider, and with numbers in one form", async () => {
    await using context = await createTestActionContext();
    await context.run(smsSend, { to: "+86 138-0013-8000，13800138001; 00852 9123 4567", aliyun, signName: "学工处" });
    expect(context.messages).toEqual([
      {
        channel: "aliyun-sms",
        to: ["13800138000", "13800138001", "+85291234567"],
        payload: { ...aliyun, signName: "学工处" },
      },
    ]);
  });

  test.each([
    [{ aliyun, tencent }, "aliyun-sms", aliyun],
    [{ aliyun, tencent, provider: "tencent" }, "tencent-sms", tencent],
    [{ tencent }, "tencent-sms", tencent],
    [{ provider: "tencent", text: "您好" }, "tencent-sms", undefined],
  ])("of %j goes through %s", async (input, channel, payload) => {
    await using context = await createTestActionContext();
    await context.run(smsSend, { to: ["13800138000"], ...input });
    expect(context.messages).toMatchObject([{ channel, ...(payload !== undefined && { payload }) }]);
    expect("payload" in context.messages[0]!).toBe(payload !== undefined);
  });

  test("to nobody fails before the ledger is asked", async () => {
    await using context = await createTestActionContext();
    await expect(context.run(smsSend, { to: [" "], aliyun })).rejects.toMatchObject({ code: "MESSAGE_NO_RECIPIENT" });
    expect(context.messages).toEqual([]);
  });
});

test("a template message is handed to the ledger with its fields", async () => {
  await using context = await createTestActionContext();
  const data = { thing1: "晚归提醒" };
  const payload = { template: "notice", data, url: "https://x.cn/list" };
  await context.run(wechatSend, { to: "o-zhang，o-lihua", templateId: "notice", data, url: payload.url });
  expect(context.messages).toEqual([{ channel: "wechat", to: ["o-zhang", "o-lihua"], payload }]);
});

test.each([
  [smsSend, { to: "", aliyun }, ["to"]],
  [smsSend, { to: "13800138000" }, ["aliyun"]],
  [smsSend, { to: "13800138000", aliyun, provider: "tencent" }, ["tencent"]],
  [smsSend, { to: "${{ vars.phones }}", tencent }, []],
  [smsSend, { to: "13800138000", template: "code" }, []],
  [wechatSend, { to: [], templateId: "t", data: {} }, ["to"]],
  [wechatSend, { to: "o-zhang", template: "notice" }, []],
  [wechatSend, { to: "o-zhang" }, ["templateId"]],
  [wechatSend, { to: "o-zhang", template: "id-at-wechat", data: {} }, ["templateId"]],
] as const)("on save %# has its problems named", (action, input, paths) => {
  expect(action.check?.(input).map(({ path }) => path)).toEqual(paths);
});
