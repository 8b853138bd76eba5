import type { ProviderSandbox } from "@belfry/fakes";
import type { Call } from "../demo/connect.ts";
import { seedSandbox } from "../demo/seed-sandbox.ts";

const late = `## 晚归名单
> <font color="warning">3 人</font>未归

| 姓名 | 学院 | 时间 |
| --- | --- | --- |
| 张三 | 数学 | 23:10 |
| 李四 | 物理 | 23:40 |`;

const paymentDue = {
  name: "缴费提醒",
  folder: "财务",
  labels: { team: "finance" },
  variables: {
    name: { type: "text", required: true, description: "学生姓名", example: "张三" },
    amount: { type: "decimal", required: true, description: "金额", example: "1280.50" },
    due: { type: "date", default: "2026-09-10", example: "2026-09-10" },
  },
  variants: [
    {
      channel: "email",
      language: "zh-CN",
      subject: "缴费提醒：{{ name }}",
      html: "<h2>缴费提醒</h2><p>{{ name }}，您好：</p><p>请于 {{ due }} 前缴纳 <b>{{ amount }}</b> 元。</p>",
    },
    { channel: "*", language: "zh-CN", markdown: "**缴费提醒**\n{{ name }}，请于 {{ due }} 前缴纳 {{ amount }} 元。" },
  ],
};

/** Accounts of all channels at played providers, messages that ended well and badly, and what says how they are sent. */
export async function seedMessages(api: Call, providers: ProviderSandbox, belfryUrl: string): Promise<void> {
  await seedSandbox(api, providers, belfryUrl);
  await api("PUT", "/v1/templates/payment-due", paymentDue);
  await api("PUT", "/v1/policies/night", { definition: { kind: "quiet-hours", from: "23:00", until: "06:30" } });
  await api("POST", "/v1/suppressions", { channel: "email", addresses: ["former@campus.example"], note: "已离校" });
  await api("PUT", "/v1/secrets/crmCallback", {
    value: `whsec_${Buffer.from("a secret of the demo, 32 bytes...").toString("base64")}`,
  });
  await api("PUT", "/v1/callbacks/crm", { url: "https://crm.example.com/hooks/belfry", secret: "crmCallback" });

  const send = (draft: object) => api("POST", "/v1/messages", { priority: "urgent", ...draft });
  const group = { channel: "wecom", to: ["值班群"] };
  await send({ ...group, subject: "晚归名单", markdown: late });
  await send({ ...group, subject: "请确认", text: "请值班老师确认", mentions: { users: ["zhangsan"], all: true } });
  await send({ channel: "aliyun-sms", to: ["13800138000"], text: "明早六点至八点停水" });
  await send({ channel: "wechat", to: ["o-zhangsan"], subject: "停水通知", text: "明早六点至八点停水" });
  await send({ channel: "email", to: ["former@campus.example"], subject: "停水通知", text: "明早六点至八点停水" });
  providers.setFaults("feishu", [{ kind: "bounce", times: 1 }]);
  await send({ channel: "feishu", to: ["值班群"], subject: "停水通知", text: "明早六点至八点停水" });
  providers.setFaults("dingtalk", [{ kind: "throttle" }]);
}
