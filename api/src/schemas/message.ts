import { ArtifactRef, DeliveryState, MessagePriority, OutgoingMessage, RuleSlug } from "@belfry/model";
import { z } from "zod";
import { Id, IdInput, Instant, InstantInput } from "./common.ts";
import { DeliveryAttempt, DeliveryReceipt } from "./delivery-attempt.ts";
import { DeliveryDecision } from "./delivery-decision.ts";
import { PageQuery } from "./page.ts";
import { personal } from "./personal.ts";
import { ProblemItem } from "./problem.ts";
import { Label } from "./rule.ts";

export const MessageParams = z.strictObject({ messageId: IdInput });

export const MessageQuery = PageQuery.extend({
  execution: IdInput.optional().describe("Only those of one execution."),
  channel: z.string().min(1).max(100).optional(),
  state: z.enum(DeliveryState).optional().describe("Only those with a recipient in this state."),
  recipient: z.string().min(1).max(500).optional().describe("Only those to this address."),
  label: Label.optional().describe("Only those with this label: `team=finance`."),
  rule: RuleSlug.optional().describe("Only those that this rule sent."),
  template: z
    .string()
    .min(1)
    .max(200)
    .optional()
    .describe(
      "Only those of this template, whichever version they name; `order-paid@3`: only those that name this one.",
    ),
  businessKey: z.string().min(1).max(256).optional(),
  from: InstantInput.optional().describe("Accepted at this time or later."),
  until: InstantInput.optional().describe("Accepted before this time."),
});

const FileId = z.string().regex(/^[0-9a-z-]{1,100}$/, "An id holds small letters, digits and -.");

const DraftAttachment = z
  .strictObject({
    upload: FileId.optional().describe("What `attachments.upload` answered."),
    artifact: FileId.optional().describe("A file that an execution made."),
    fileName: z.string().min(1).max(255).optional().describe("The name the recipient sees. Left out: the file's."),
    contentId: z
      .string()
      .regex(/^[\w.@-]{1,100}$/)
      .optional()
      .describe("For an inline image: the `cid` that the HTML names."),
  })
  .refine(({ upload, artifact }) => (upload === undefined) !== (artifact === undefined), {
    error: "Name an upload or an artifact.",
  })
  .meta({ id: "MessageDraftAttachment" });
export type DraftAttachment = z.output<typeof DraftAttachment>;

/** A message as somebody hands it in. */
export const MessageDraft = OutgoingMessage.omit({ attachments: true })
  .extend({
    subject: z.string().max(2_000).default("").describe("What stands above the message, where a channel shows that."),
    text: z.string().optional().describe("The message as plain text."),
    html: z.string().optional().describe("The message as HTML, for mails."),
    attachments: z
      .array(DraftAttachment)
      .max(50)
      .default([])
      .describe("Files that were handed in before, or artifacts."),
  })
  .superRefine((draft, context) => {
    const { subject, text, html, markdown, payload, template, attachments } = draft;
    const said = [text, html, markdown, payload, template].some((part) => part !== undefined);
    if (said || subject.trim() !== "" || attachments.length > 0) return;
    context.addIssue({ code: "custom", path: [], message: "The message says nothing: give it content or a template." });
  })
  .meta({ id: "MessageDraft" });

/** As many as fit into one transaction and one answer that a client still waits for. */
const MOST_MESSAGES = 1_000;

export const MessageBatch = z.strictObject({
  messages: z
    .array(z.unknown())
    .min(1)
    .max(MOST_MESSAGES)
    .describe("Each as `messages.send` takes it. One that is refused does not take the others along."),
});

const SentDelivery = z
  .object({
    recipient: personal("address", z.string()),
    state: z.enum(DeliveryState),
    reason: personal("text", z.string()).optional(),
  })
  .meta({ id: "SentDelivery" });

export const SentMessage = z
  .object({
    id: Id,
    held: z.boolean().describe("Whether it waits for a second person."),
    deliveries: z.array(SentDelivery),
  })
  .meta({ id: "SentMessage" });

const RefusedMessage = z
  .object({
    code: z.string(),
    message: z.string(),
    remedy: z.string(),
    problems: z.array(ProblemItem.extend({ message: personal("text", z.string()) }).omit({ position: true })),
  })
  .meta({ id: "RefusedMessage" });

export const SentBatch = z
  .object({
    accepted: z.int(),
    refused: z.int(),
    items: z
      .array(z.union([SentMessage, z.object({ refused: RefusedMessage })]))
      .describe("One for each message, in their order."),
  })
  .meta({ id: "SentBatch" });

export const MessageIds = z.strictObject({
  ids: z.array(Id).min(1).max(100).describe("At most 100. What is not there, or not yours to see, is left out."),
});

const recipients = z
  .array(z.string().min(1).max(500))
  .min(1)
  .max(500)
  .optional()
  .describe("Only these. Left out: all.");

export const MessageCancel = z.strictObject({ recipients }).prefault({});

export const MessageRetry = z
  .strictObject({
    recipients,
    states: z
      .array(z.enum(["failed", "unknown", "bounced", "expired"]))
      .min(1)
      .default(["failed"])
      .describe("Who is sent to again. What is `unknown` may have arrived: ask the recipients before you name it."),
  })
  .prefault({});

export const MessageSummary = z
  .object({
    id: Id,
    channel: z.string(),
    account: z.string().nullable().describe("The account that was asked for."),
    executionId: Id.nullable(),
    subject: personal("text", z.string()),
    labels: z.record(z.string(), z.string()),
    priority: MessagePriority,
    businessKey: personal("text", z.string()).nullable(),
    scheduledAt: Instant.nullable(),
    expiresAt: Instant.nullable(),
    sentBy: personal("name", z.string()).nullable().describe("Who handed it in; nobody for one of a rule."),
    template: z.string().nullable().describe("The template that made its content."),
    rule: z.string().nullable().describe("The rule that sent it."),
    createdAt: Instant,
    states: z.partialRecord(z.enum(DeliveryState), z.int()).describe("How many recipients are in which state."),
  })
  .meta({ id: "MessageSummary" });

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
    piecesDone: z
      .int()
      .describe(
        "How many pieces of the message have been taken: more than one where it had to be split. 0 where nothing was, or where its channel splits nothing.",
      ),
    decision: DeliveryDecision.describe("What was decided about it last, in words."),
    attempts: z.array(DeliveryAttempt),
    receipts: z.array(DeliveryReceipt).describe("What was said of it later, in the order in which it came."),
  })
  .meta({ id: "Delivery" });

const Attachment = z
  .object({
    file: personal("json", ArtifactRef),
    fileName: personal("text", z.string()).optional(),
    contentId: z.string().optional(),
  })
  .meta({ id: "MessageAttachment" });

const Escalation = z
  .object({
    dueAt: z.iso.datetime({ offset: true }).or(z.string()),
    unless: z.enum(["accepted", "delivered", "acknowledged"]),
    state: z.enum(["waiting", "sent", "stopped"]),
    nextMessageId: Id.nullable(),
    reason: personal("text", z.string()).nullable(),
  })
  .meta({ id: "MessageEscalation" });

export const MessageDetail = MessageSummary.extend({
  templateVersion: z
    .string()
    .nullable()
    .describe(
      "The template at the version that wrote the content, `order-paid@3`; `template` is what the sender named.",
    ),
  acknowledgedAt: Instant.nullable(),
  acknowledgedBy: personal("name", z.string()).nullable().describe("Who said that they have seen it."),
  escalation: Escalation.nullable().describe("What happens, or happened, when nobody has got it in time."),
  text: personal("content", z.string()).nullable(),
  html: personal("content", z.string()).nullable(),
  markdown: personal("content", z.string()).nullable(),
  attachments: z.array(Attachment),
  deliveries: z.array(Delivery),
}).meta({ id: "MessageDetail" });
