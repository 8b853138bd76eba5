import { secret } from "@belfry/plugin-kit";
import { z } from "zod";

const field = z.string().regex(/^[a-z_]+\d+$/, "A field looks like thing2");

/** One WeChat official account (公众号). */
export const WechatConfig = z
  .strictObject({
    appId: z.string().min(1).meta({ description: "The AppID of the official account." }),
    secret: secret().meta({ description: "Its AppSecret." }),
    serverToken: secret().optional().meta({
      description: "The token that the account's server configuration signs its events with. Left out: none are read.",
    }),
    textTemplate: z
      .strictObject({
        template: z.string().min(1).meta({ description: "Its id." }),
        text: field.meta({ description: "The field that takes the text." }),
        subject: field.optional().meta({ description: "The field that takes the subject." }),
        time: field.optional().meta({ description: "The field that takes the time of the message." }),
      })
      .optional()
      .meta({ description: "The template for messages that name none. Left out: these are refused." }),
    baseUrl: z.url().default("https://api.weixin.qq.com").meta({
      description: "Where WeChat is. Another one for a sandbox.",
    }),
  })
  .meta({ id: "WechatOfficialAccount", title: "WeChat official account" });
export type WechatConfig = z.output<typeof WechatConfig>;

/** The template message that a message is. */
export const WechatPayload = z
  .strictObject({
    template: z.string().min(1).meta({ description: "The id of the template." }),
    data: z.record(field, z.string()).meta({ description: "Its values by their fields; what is too long is cut." }),
    url: z.url().optional().meta({ description: "What a click opens." }),
    miniProgram: z
      .strictObject({
        appId: z.string().min(1).meta({ description: "The AppID of the mini program." }),
        pagePath: z.string().optional().meta({ description: "Its page." }),
      })
      .optional()
      .meta({ description: "The mini program that a click opens instead." }),
  })
  .optional();
export type WechatPayload = z.output<typeof WechatPayload>;
