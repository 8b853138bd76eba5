import { ArtifactRef, DeliveryState } from "@belfry/model";
import { z } from "zod";
import { Id, IdInput, Instant } from "./common.ts";
import { PageQuery } from "./page.ts";
import { personal } from "./personal.ts";

export const MessageParams = z.strictObject({ messageId: IdInput });

export const MessageQuery = PageQuery.extend({
  execution: IdInput.optional().describe("Only those of one execution."),
});

export const MessageSummary = z
  .object({
    id: Id,
    channel: z.string(),
    account: z.string().nullable().describe("The account that was asked for."),
    executionId: Id.nullable(),
    subject: personal("text", z.string()),
    createdAt: Instant,
    states: z.partialRecord(z.enum(DeliveryState), z.int()).describe("How many recipients are in which state."),
  })
  .meta({ id: "MessageSummary" });

const Attempt = z
  .object({
    attempt: z.int(),
    account: z.string(),
    startedAt: Instant,
    finishedAt: Instant.nullable(),
    outcome: z
      .enum(["accepted", "try-later", "account-fault", "recipient-fault", "content-fault", "unknown"])
      .nullable()
      .describe("Empty while it is under way."),
    reason: personal("text", z.string()).nullable(),
    answer: personal("text", z.string()).nullable().describe("What the provider said, word for word."),
    providerId: z.string().nullable(),
  })
  .meta({ id: "DeliveryAttempt" });

const Delivery = z
  .object({
    recipient: personal("address", z.string()),
    field: z.enum(["to", "cc", "bcc"]),
    state: z.enum(DeliveryState),
    reason: personal("text", z.string()).nullable(),
    runAt: Instant.nullable().describe(
      "When it is sent next; meaningful while it is queued. Empty while it waits for a second person.",
    ),
    updatedAt: Instant,
    attempts: z.array(Attempt),
  })
  .meta({ id: "Delivery" });

const Attachment = z
  .object({
    file: personal("json", ArtifactRef),
    fileName: personal("text", z.string()).optional(),
    contentId: z.string().optional(),
  })
  .meta({ id: "MessageAttachment" });

export const MessageDetail = MessageSummary.extend({
  text: personal("content", z.string()).nullable(),
  html: personal("content", z.string()).nullable(),
  attachments: z.array(Attachment),
  deliveries: z.array(Delivery),
}).meta({ id: "MessageDetail" });
