import { secret } from "@belfry/plugin-kit";
import { z } from "zod";

/** One app of a company in WeCom. */
export const WecomAppConfig = z
  .strictObject({
    corpId: z.string().min(1).meta({ description: "The id of the company (企业 ID, corpid)." }),
    agentId: z.int().min(1).meta({ description: "The id of the app (AgentId)." }),
    secret: secret().meta({ description: "The secret of the app (Secret)." }),
    seats: z.int().min(1).optional().meta({
      description:
        "How many people the company has. WeCom allows 200 messages to one person each a day for each of them, and counts people: a message to ten is ten. Left out: the day is not counted.",
    }),
    duplicateCheckSeconds: z.int().min(60).max(14_400).default(1_800).meta({
      description:
        "How long WeCom drops a message of the same words to the same people, so that one whose answer was lost can be sent again. A second message that is meant to say the same is dropped too: give it a time of day, or choose a shorter time.",
    }),
    safe: z.boolean().default(false).meta({ description: "Whether the message is confidential (保密消息)." }),
    baseUrl: z.url().default("https://qyapi.weixin.qq.com").meta({
      description: "Where WeCom is. Another one for a private deployment or a sandbox.",
    }),
  })
  .meta({ id: "WecomAppAccount", title: "WeCom app" });
export type WecomAppConfig = z.output<typeof WecomAppConfig>;
