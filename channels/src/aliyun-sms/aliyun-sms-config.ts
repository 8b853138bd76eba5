import { secret } from "@belfry/plugin-kit";
import { z } from "zod";
import { payloadSignName, signNameField } from "../sms/sms-fields.ts";

const TemplateCode = z.string().regex(/^SMS_\w{1,40}$/, "The code of a template looks like SMS_154950909");

/** One account that sends through Aliyun SMS. */
export const AliyunSmsConfig = z
  .strictObject({
    accessKeyId: z.string().min(1).meta({ description: "The AccessKey ID of a RAM user that may use SMS." }),
    accessKeySecret: secret().meta({ description: "Its AccessKey secret." }),
    signName: signNameField,
    textTemplate: z
      .strictObject({
        template: TemplateCode.meta({ description: "Its code." }),
        param: z.string().min(1).meta({ description: "The name of the one value that takes the text." }),
      })
      .optional()
      .meta({ description: "The approved template for messages that name none. Left out: these are refused." }),
    baseUrl: z.url().default("https://dysmsapi.aliyuncs.com").meta({
      description: "Where Aliyun SMS is. Another one for a region of its own or a sandbox.",
    }),
  })
  .meta({ id: "AliyunSmsAccount", title: "Aliyun SMS account" });
export type AliyunSmsConfig = z.output<typeof AliyunSmsConfig>;

/** The approved template that a message is made of. */
export const AliyunSmsPayload = z
  .strictObject({
    template: TemplateCode.meta({ description: "The code of the approved template." }),
    params: z.record(z.string(), z.string()).default({}).meta({ description: "Its values by their names." }),
    signName: payloadSignName,
  })
  .optional();
export type AliyunSmsPayload = z.output<typeof AliyunSmsPayload>;
