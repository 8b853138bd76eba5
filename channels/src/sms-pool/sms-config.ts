import { z } from "zod";
import { AliyunSmsConfig, AliyunSmsPayload } from "../aliyun-sms/aliyun-sms-config.ts";
import { TencentSmsConfig, TencentSmsPayload } from "../tencent-sms/tencent-sms-config.ts";

/** One account of whichever provider. */
export const SmsConfig = z
  .strictObject({
    aliyun: AliyunSmsConfig.optional().meta({ description: "An account that sends through Aliyun SMS." }),
    tencent: TencentSmsConfig.optional().meta({ description: "An application of Tencent Cloud SMS." }),
  })
  .check(({ value, issues }) => {
    if ((value.aliyun === undefined) !== (value.tencent === undefined)) return;
    const message = "An account has one provider: fill in aliyun or tencent";
    issues.push({ code: "custom", input: value, path: [], message });
  })
  .meta({ id: "SmsAccount", title: "Account for short messages" });
export type SmsConfig = z.output<typeof SmsConfig>;

/** The approved templates that a message is made of: one at each provider that may send it. */
export const SmsPayload = z
  .strictObject({
    aliyun: AliyunSmsPayload.meta({ description: "The template at Aliyun." }),
    tencent: TencentSmsPayload.meta({ description: "The template at Tencent Cloud." }),
  })
  .optional();
export type SmsPayload = z.output<typeof SmsPayload>;
