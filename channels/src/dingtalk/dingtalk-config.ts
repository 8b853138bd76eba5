import { secret } from "@belfry/plugin-kit";
import { z } from "zod";
import { groupField } from "../chat/group-name.ts";

/** One custom robot of a DingTalk group. */
export const DingtalkConfig = z
  .strictObject({
    group: groupField,
    token: secret().meta({
      description: "What stands after access_token= in the robot's webhook address. The whole address works too.",
    }),
    signSecret: secret().optional().meta({
      description: "The secret that begins with SEC, for a robot that is secured by a signature (加签).",
    }),
    keyword: z.string().trim().min(1).max(50).optional().meta({
      description:
        "For a robot that is secured by keywords: put at the end of every message in which it does not stand.",
    }),
    baseUrl: z.url().default("https://oapi.dingtalk.com").meta({
      description: "Where DingTalk is. Another one for a private deployment or a sandbox.",
    }),
  })
  .meta({ id: "DingtalkAccount", title: "DingTalk robot" });
export type DingtalkConfig = z.output<typeof DingtalkConfig>;
