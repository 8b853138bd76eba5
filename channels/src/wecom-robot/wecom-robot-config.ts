import { secret } from "@belfry/plugin-kit";
import { z } from "zod";
import { groupField } from "../chat/group-name.ts";

/** One robot of a WeCom group. */
export const WecomRobotConfig = z
  .strictObject({
    group: groupField,
    key: secret().meta({
      description: "The key of the robot: what stands after key= in its webhook address. The whole address works too.",
    }),
    baseUrl: z.url().default("https://qyapi.weixin.qq.com").meta({
      description: "Where WeCom is. Another one for a private deployment or a sandbox.",
    }),
  })
  .meta({ id: "WecomRobotAccount", title: "WeCom robot" });
export type WecomRobotConfig = z.output<typeof WecomRobotConfig>;
