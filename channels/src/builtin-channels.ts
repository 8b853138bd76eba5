import { definePlugin } from "@belfry/plugin-kit";
import { aliyunSmsChannel } from "./aliyun-sms/aliyun-sms-channel.ts";
import { dingtalkChannel } from "./dingtalk/dingtalk-channel.ts";
import { emailChannel } from "./email/email-channel.ts";
import { feishuChannel } from "./feishu/feishu-channel.ts";
import { smsChannel } from "./sms-pool/sms-channel.ts";
import { tencentSmsChannel } from "./tencent-sms/tencent-sms-channel.ts";
import { wechatOfficialChannel } from "./wechat-official/wechat-official-channel.ts";
import { webhookChannel } from "./webhook-channel/webhook-channel.ts";
import { wecomAppChannel } from "./wecom-app/wecom-app-channel.ts";
import { wecomRobotChannel } from "./wecom-robot/wecom-robot-channel.ts";

/** The channels that Belfry brings along. */
export const builtinChannels = definePlugin({
  name: "@belfry/channels",
  version: "0.1.0",
  channels: [
    emailChannel,
    wecomRobotChannel,
    wecomAppChannel,
    dingtalkChannel,
    feishuChannel,
    webhookChannel,
    smsChannel,
    aliyunSmsChannel,
    tencentSmsChannel,
    wechatOfficialChannel,
  ],
});
