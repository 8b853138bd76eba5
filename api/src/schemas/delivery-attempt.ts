import { z } from "zod";
import { Instant, LocalizedText } from "./common.ts";
import { personal } from "./personal.ts";
import { ReasonText } from "./reason-text.ts";

const CodeWords = z
  .object({ meaning: LocalizedText, advice: LocalizedText })
  .nullable()
  .describe("What the provider's code means, and what to do; empty when nobody knows.");

const said = {
  code: z.string().nullable().describe("The provider's code for what it said."),
  reason: personal("text", z.string()).nullable(),
  answer: personal("text", z.string()).nullable().describe("What the provider said, word for word."),
  words: CodeWords,
  text: ReasonText.nullable().describe("The reason in one language each."),
};

/** One send to one recipient. */
export const DeliveryAttempt = z
  .object({
    attempt: z.int(),
    account: z.string(),
    startedAt: Instant,
    finishedAt: Instant.nullable(),
    outcome: z
      .enum(["accepted", "try-later", "account-fault", "recipient-fault", "content-fault", "unknown"])
      .nullable()
      .describe("Empty while it is under way."),
    providerId: z.string().nullable(),
    segments: z.int().nullable().describe("How many the provider bills for it; empty where it does not say."),
    ...said,
  })
  .meta({ id: "DeliveryAttempt" });

/** What was said later of a delivery. */
export const DeliveryReceipt = z
  .object({
    source: z
      .enum(["post", "query", "mail"])
      .describe("Who said it: a provider that posted it, one that was asked, or a mail that came back."),
    state: z.enum(["accepted", "delivered", "bounced", "failed"]),
    bounce: z.enum(["hard", "soft"]).nullable().describe("`hard`: the address does not exist."),
    complaint: z.boolean().describe("Whether the recipient called it spam."),
    saidAt: Instant.nullable().describe("When it happened, by the clock of who said it."),
    receivedAt: Instant.describe("When Belfry learned of it."),
    ...said,
  })
  .meta({ id: "DeliveryReceipt" });
