import { DeliveryState, MessagePriority } from "@belfry/model";
import { z } from "zod";
import { Id, Instant } from "./common.ts";
import { DeliveryAttempt } from "./delivery-attempt.ts";
import { DeliveryDecision } from "./delivery-decision.ts";
import { personal } from "./personal.ts";

const Delivery = z
  .object({
    id: Id,
    messageId: Id,
    channel: z.string(),
    subject: personal("text", z.string()),
    rule: z.string().nullable(),
    template: z.string().nullable(),
    priority: MessagePriority,
    recipient: personal("address", z.string()),
    field: z.enum(["to", "cc", "bcc"]),
    state: z.enum(DeliveryState),
    acceptedAt: Instant.describe("When Belfry took the message."),
    scheduledAt: Instant.nullable(),
    expiresAt: Instant.nullable(),
    runAt: Instant.nullable(),
    updatedAt: Instant,
    decision: DeliveryDecision.describe("What was decided about it last."),
    attempts: z.array(DeliveryAttempt),
  })
  .meta({ id: "WhyDelivery" });

export const WhyAnswer = z
  .object({
    items: z.array(Delivery),
    more: z.boolean().describe("Whether there are more than these."),
    suppressions: z
      .array(
        z.object({
          channel: z.string(),
          list: z.string().describe("Empty: every message of the channel."),
          reason: z.string(),
          createdAt: Instant,
        }),
      )
      .describe("Why the recipient is not sent to now. Empty for readers who are restricted to labels."),
    rules: z
      .array(
        z.object({
          rule: z.string(),
          name: z.string(),
          status: z.string(),
          names: z.boolean().describe("Whether the address stands in the rule itself."),
          lastSentAt: Instant.nullable().describe("When it last sent to the recipient, as far as that is kept."),
        }),
      )
      .describe("Rules that name the recipient, or have sent to them before."),
  })
  .meta({ id: "WhyAnswer" });
