import type { ChannelDefinition, ChannelMessage } from "@belfry/plugin-kit";
import { aliyunSmsChannel } from "../aliyun-sms/aliyun-sms-channel.ts";
import { tencentSmsChannel } from "../tencent-sms/tencent-sms-channel.ts";
import type { SmsConfig, SmsPayload } from "./sms-config.ts";

export interface SmsProvider {
  readonly channel: ChannelDefinition;
  /** The account as its provider's channel reads it. */
  readonly config: unknown;
  readonly hasTextTemplate: boolean;
  /** What it is told of a message: only its own template. */
  readonly messageFor: (message: ChannelMessage) => ChannelMessage;
}

/** Who sends by an account. */
export function smsProvider({ aliyun, tencent }: SmsConfig): SmsProvider {
  const [name, channel, config] =
    aliyun === undefined
      ? (["tencent", tencentSmsChannel, tencent] as const)
      : (["aliyun", aliyunSmsChannel, aliyun] as const);
  return {
    channel,
    config,
    hasTextTemplate: config?.textTemplate !== undefined,
    messageFor({ payload, ...message }) {
      const own = (payload as SmsPayload)?.[name];
      return own === undefined ? message : { ...message, payload: own };
    },
  };
}
