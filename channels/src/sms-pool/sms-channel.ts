/**
 * Short messages through whichever provider has an account here. The accounts of all providers are those of one channel, so
 * they are asked by priority and weight, and one that is at fault gives its messages to the next, of another provider as
 * well. What one of them may have sent no other one sends.
 */
import { defineChannel, type ChannelMessage } from "@belfry/plugin-kit";
import { aliyunCodes } from "../aliyun-sms/aliyun-codes.ts";
import { smsLimits } from "../sms/count-segments.ts";
import { checkPhoneNumber } from "../sms/phone-number.ts";
import { smsProblems } from "../sms/template-problems.ts";
import { tencentCodes } from "../tencent-sms/tencent-codes.ts";
import { SmsConfig, SmsPayload } from "./sms-config.ts";
import { smsProvider } from "./sms-provider.ts";

export const smsChannel = defineChannel({
  id: "sms",
  displayName: { zh: "短信（多服务商）", en: "SMS, any provider" },
  account: SmsConfig,
  envelope: "recipient",
  payload: SmsPayload,
  contentLimits: smsLimits,
  problems: smsProblems,
  codes: [...aliyunCodes, ...tencentCodes],
  maxBytes: () => 4_096,
  checkAddress: checkPhoneNumber,
  refuses,
  query: async (ctx, question, config) => {
    const { channel, config: own } = smsProvider(config);
    return channel.query?.(ctx, question, own);
  },
  receipts: {
    async read(ctx, request, config) {
      const { channel, config: own } = smsProvider(config);
      return (await channel.receipts?.read(ctx, request, own)) ?? [];
    },
    // Each provider looks for its own words and leaves the others alone.
    answer: {
      mediaType: "application/json",
      body: JSON.stringify({ code: 0, msg: "接收成功", result: 0, errmsg: "OK" }),
    },
  },
  async send(ctx, message, recipients, config) {
    const { channel, config: own, messageFor } = smsProvider(config);
    return channel.send(ctx, messageFor(message), recipients, own);
  },
  async test(ctx, config) {
    const { channel, config: own } = smsProvider(config);
    return channel.test(ctx, own);
  },
});

/** A template of one provider is nothing to another, and Aliyun does not reach every number. */
function refuses(config: SmsConfig, message: ChannelMessage, recipients: readonly string[]): string | undefined {
  const { channel, hasTextTemplate, messageFor } = smsProvider(config);
  const hasTemplate = messageFor(message).payload !== undefined || (hasTextTemplate && message.text !== undefined);
  if (!hasTemplate) return `The message has no template of ${channel.displayName.en}.`;
  for (const recipient of recipients) {
    const reason = channel.checkAddress(recipient);
    if (reason !== undefined) return reason;
  }
  return undefined;
}
