import { createTestActionContext } from "@belfry/testkit";
import { describe, expect, test } from "vitest";
import { dingtalkSend } from "../chat/dingtalk-send.ts";
import { feishuSend } from "../chat/feishu-send.ts";
import { webhookSend } from "../chat/webhook-send.ts";
import { wecomAppSend } from "../chat/wecom-app-send.ts";
import { wecomSend } from "../chat/wecom-send.ts";
import { sendEmail } from "../email/send-email.ts";
import { notifySend } from "../notify/notify-send.ts";
import { smsSend } from "../sms/sms-send.ts";
import { wechatSend } from "../wechat/wechat-send.ts";

const everyAction = [
  [sendEmail, "email", { to: "a@x.cn" }],
  [wecomSend, "wecom", { to: "值班群" }],
  [wecomAppSend, "wecom-app", { to: "zhangsan" }],
  [dingtalkSend, "dingtalk", { to: "值班群" }],
  [feishuSend, "feishu", { to: "值班群" }],
  [webhookSend, "webhook", { to: "教务系统" }],
  [smsSend, "aliyun-sms", { to: "13800138000" }],
  [wechatSend, "wechat", { to: "o-zhang" }],
  [notifySend, "email", { audience: [{ email: "a@x.cn" }], channels: ["email"] }],
] as const;

const names = everyAction.map(([action, channel, input]) => [action.id, { action, channel, input }] as const);

describe.each(names)("%s", (_id, { action, channel, input }) => {
  test("takes a template with its variables, labels and an end like every other", async () => {
    await using context = await createTestActionContext({ now: new Date("2026-02-15T22:00:00Z") });
    const said = {
      template: "late@3",
      language: "en",
      variables: { count: 12 },
      labels: { kind: "night" },
      conversation: "night-12",
    };
    await context.run(action, { ...input, ...said, expiresAfter: "2h" });
    expect(context.messages).toMatchObject([{ channel, ...said, expiresAt: "2026-02-16T00:00:00.000Z" }]);
    expect(action.check?.({ ...input, ...said })).toEqual([]);
  });

  test("takes the end as a time, too, but not both", async () => {
    await using context = await createTestActionContext();
    const expiresAt = "2026-02-16T08:00:00+08:00";
    await context.run(action, { ...input, template: "late", expiresAt });
    expect(context.messages).toMatchObject([{ template: "late", expiresAt }]);
    const both = action.check?.({ ...input, template: "late", expiresAt, expiresAfter: "2h" });
    expect(both?.map(({ path }) => path)).toEqual(["expiresAt"]);
  });

  test("says when it is saved that variables are for a template, and which names it has", () => {
    const lost = action.check?.({ ...input, text: "您好", variables: {} });
    expect(lost?.map(({ path }) => path)).toContain("variables");
    const named = action.names?.({ ...input, template: "late@3" });
    expect(named).toMatchObject([{ kind: "template", name: "late@3", path: "template" }]);
    expect(action.names?.({ ...input, template: "${{ vars.template }}", account: "{{ vars.account }}" })).toEqual([]);
  });
});

test.each([
  [wecomSend, { to: "值班群", template: "late", markdown: "**x**" }, ["markdown"]],
  [sendEmail, { to: "a@x.cn", template: "late", html: "<p>x</p>" }, ["html"]],
  [notifySend, { audience: [], channels: ["email"], template: "late", text: "x" }, ["text"]],
] as const)("a template beside content is refused when the rule is saved: %#", (action, input, paths) => {
  expect(action.check?.(input).map(({ path }) => path)).toEqual(paths);
});

const smsNames = (input: object) => smsSend.names?.({ to: "13800138000", account: "duty", ...input });

test("an account is one of the channel that the message goes over", () => {
  expect(smsNames({ tencent: { template: "1" } })).toMatchObject([{ kind: "account", channel: "tencent-sms" }]);
  expect(smsNames({ provider: "aliyun" })).toMatchObject([{ kind: "account", channel: "aliyun-sms" }]);
  expect(smsNames({ provider: "${{ vars.provider }}" })).toEqual([]);
  expect(notifySend.names?.({ channels: ["email", "${{ vars.channel }}"], template: "late" })).toMatchObject([
    { channel: "email" },
  ]);
});
