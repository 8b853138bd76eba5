import { secret } from "@belfry/plugin-kit";
import { z } from "zod";
import { groupField } from "../chat/group-name.ts";

/** One custom bot of a Feishu or Lark group. */
export const FeishuConfig = z
  .strictObject({
    group: groupField,
    token: secret().meta({
      description: "What stands after /hook/ in the bot's webhook address. The whole address works too.",
    }),
    signSecret: secret().optional().meta({ description: "For a bot that is secured by a signature (签名校验)." }),
    keyword: z.string().trim().min(1).max(50).optional().meta({
      description: "For a bot that is secured by keywords: put at the end of every text in which it does not stand.",
    }),
    appId: z.string().min(1).optional().meta({
      description: "An app of the same tenant that may upload pictures. Left out: pictures are refused.",
    }),
    appSecret: secret().optional().meta({ description: "The secret of that app." }),
    baseUrl: z.url().default("https://open.feishu.cn").meta({
      description: "Where Feishu is: https://open.larksuite.com for Lark, another one for a sandbox.",
    }),
  })
  .check(({ value, issues }) => {
    if ((value.appId === undefined) === (value.appSecret === undefined)) return;
    const path = value.appId === undefined ? "appId" : "appSecret";
    issues.push({
      code: "custom",
      input: value,
      path: [path],
      message: `An app has an id and a secret: ${path} is missing.`,
    });
  })
  .meta({ id: "FeishuAccount", title: "Feishu bot" });
export type FeishuConfig = z.output<typeof FeishuConfig>;
