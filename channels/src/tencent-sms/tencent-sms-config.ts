import { secret } from "@belfry/plugin-kit";
import { z } from "zod";
import { payloadSignName, signNameField } from "../sms/sms-fields.ts";

const TemplateId = z.string().regex(/^\d{1,20}$/, "The id of a template is a number, as 449739");

/** One application that sends through Tencent Cloud SMS. */
export const TencentSmsConfig = z
  .strictObject({
    secretId: z.string().min(1).meta({ description: "The SecretId of a user that may use SMS." }),
    secretKey: secret().meta({ description: "Its SecretKey." }),
    sdkAppId: z
      .string()
      .regex(/^\d{1,20}$/, "The SmsSdkAppId is a number, as 1400006666")
      .meta({ description: "The SmsSdkAppId of the application." }),
    signName: signNameField,
    region: z.string().min(1).default("ap-guangzhou").meta({ description: "The region that is called." }),
    textTemplate: z
      .strictObject({ template: TemplateId.meta({ description: "Its id; it has one value, which takes the text." }) })
      .optional()
      .meta({ description: "The approved template for messages that name none. Left out: these are refused." }),
    baseUrl: z.url().default("https://sms.tencentcloudapi.com").meta({
      description: "Where Tencent Cloud SMS is. Another one for a region of its own or a sandbox.",
    }),
  })
  .meta({ id: "TencentSmsAccount", title: "Tencent Cloud SMS account" });
export type TencentSmsConfig = z.output<typeof TencentSmsConfig>;

/** The approved template that a message is made of. */
export const TencentSmsPayload = z
  .strictObject({
    template: TemplateId.meta({ description: "The id of the approved template." }),
    params: z.array(z.string()).default([]).meta({ description: "Its values in their order: {1}, {2}, …" }),
    signName: payloadSignName,
  })
  .optional();
export type TencentSmsPayload = z.output<typeof TencentSmsPayload>;
