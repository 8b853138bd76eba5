import { DeliveryState, MessagePriority } from "@belfry/model";
import { z } from "zod";
import { Id, Instant, LocalizedText } from "./common.ts";
import { personal } from "./personal.ts";

const CodeWords = z
  .object({ meaning: LocalizedText, advice: LocalizedText })
  .nullable()
  .describe("What the provider's code means, and what to do; empty when nobody knows.");

const Attempt = z
  .object({
    attempt: z.int(),
    account: z.string(),
    startedAt: Instant,
    finishedAt: Instant.nullable(),
    outcome: z
      .enum(["accepted", "try-later", "account-fault", "recipient-fault", "content-fault", "unknown"])
      .nullable(),
    reason: personal("text", z.string()).nullable(),
    answer: personal("text", z.string()).nullable().describe("What the provider said, word for word."),
    providerId: z.string().nullable(),
    code: z.string().nullable(),
    words: CodeWords,
  })
  .meta({ id: "WhyAttempt" });

const Decision = z
  .object({
    kind: z.enum([
      "double",
      "suppressed",
      "unsubscribed",
      "quiet-hours",
      "frequency-cap",
      "expired",
      "cancelled",
      "second-person",
      "scheduled",
      "account",
      "retry",
      "due",
      "sending",
      "refused",
      "bounced",
      "unknown",
      "accepted",
      "delivered",
    ]),
    text: z.object({ zh: personal("text", z.string()), en: personal("text", z.string()) }),
    until: Instant.nullable().describe("Until when it waits."),
  })
  .meta({ id: "WhyDecision" });

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
    decision: Decision.describe("What was decided about it last."),
    attempts: z.array(Attempt),
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
