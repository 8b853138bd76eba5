import { secret } from "@belfry/plugin-kit";
import { z } from "zod";
import { checkGroupName } from "../chat/group-name.ts";

/** One system that takes messages as signed webhooks. */
export const WebhookConfig = z
  .strictObject({
    receiver: z
      .string()
      .trim()
      .min(1)
      .max(100)
      .refine((name) => checkGroupName(name) === undefined, "A name stands in one line")
      .meta({ description: "The name of the system: messages name it as their recipient." }),
    url: z.url({ protocol: /^https?$/ }).meta({ description: "Where messages are posted to." }),
    secret: secret().meta({ description: "What they are signed with: whsec_…, as Standard Webhooks say." }),
    nextSecret: secret().optional().meta({
      description: "A second secret while the receiver changes its own: messages then carry both signatures.",
    }),
    authorization: secret().optional().meta({ description: "The header Authorization, where the receiver wants one." }),
    maxBytes: z.int().min(1_000).max(1_000_000).default(20_000).meta({
      description: "The largest body, in bytes. Receivers of Standard Webhooks expect less than 20 kB.",
    }),
  })
  .meta({ id: "WebhookAccount", title: "Signed webhook" });
export type WebhookConfig = z.output<typeof WebhookConfig>;
