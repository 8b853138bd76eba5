import { z } from "zod";
import { Duration } from "../time/duration.ts";
import { TimeZone } from "../time/time-zone.ts";
import { ArtifactRef } from "../values/references.ts";

export const MessageAttachment = z.strictObject({
  file: ArtifactRef,
  /** The name the recipient sees. @default the artifact's name */
  fileName: z.string().min(1).optional(),
  /** Set for an inline image: the `cid` that the HTML names. */
  contentId: z.string().min(1).optional(),
});
export type MessageAttachment = z.infer<typeof MessageAttachment>;

/** Who is pointed at in a chat. Channels without that leave it out. */
export const Mentions = z.strictObject({
  /** By their ids at the provider. */
  users: z.array(z.string().min(1)).max(100).optional(),
  phones: z.array(z.string().min(1)).max(100).optional(),
  all: z.boolean().optional(),
});
export type Mentions = z.infer<typeof Mentions>;

/** What is sent first: an alarm is urgent, a newsletter low. Urgent messages are sent in quiet hours, too. */
export const MessagePriority = z.enum(["urgent", "normal", "low"]);
export type MessagePriority = z.infer<typeof MessagePriority>;

/** A moment as RFC 3339 writes it, with its offset. */
const Moment = z.iso.datetime({ offset: true, error: "Write a time like 2026-02-16T06:00:00+08:00" });

/** One step of an escalation: the message that goes out when nobody has got the ones before in time. */
const EscalationStep = z.strictObject({
  after: Duration.describe("How long after the message before it was to be sent: `10m`."),
  unless: z
    .enum(["accepted", "delivered", "acknowledged"])
    .default("accepted")
    .describe("What must have happened to one recipient of a message before. Acknowledged is always enough."),
  channel: z.string().min(1).max(100),
  account: z.string().min(1).optional(),
  to: z.array(z.string().min(1)).min(1).max(500),
  subject: z.string().optional().describe("Left out: that of the message."),
  text: z
    .string()
    .optional()
    .describe("Left out with html, markdown, payload and template: the content of the message."),
  html: z.string().optional(),
  markdown: z.string().optional(),
  mentions: Mentions.optional().describe("Whom this channel points at: people have other ids on each."),
  payload: z.record(z.string(), z.unknown()).optional(),
  template: z.string().min(1).max(200).optional().describe("Another template than that of the message."),
  language: z.string().min(2).max(35).optional().describe("Left out: that of the message."),
  variables: z.record(z.string(), z.unknown()).optional().describe("Left out: those of the message."),
  withAttachments: z
    .boolean()
    .default(false)
    .describe("Whether the files of the message go along; many channels take none."),
});

/** What a message says of itself besides its content; all of it may be left out. */
const messageOptions = {
  labels: z
    .record(z.string().min(1).max(63), z.string().max(200))
    .optional()
    .describe("Group messages, and limit who sees them. Those of a rule stand beside its own."),
  priority: MessagePriority.default("normal").describe(
    "Urgent messages are sent before all others, and in quiet hours, too.",
  ),
  scheduledAt: Moment.optional().describe("Not before this time. Left out: at once."),
  expiresAt: Moment.optional().describe(
    "Whoever has not been sent to by then is not sent to any more. Left out: however late.",
  ),
  businessKey: z
    .string()
    .min(1)
    .max(256)
    .optional()
    .describe(
      "What the message is about: `order-1001-paid`. Whoever sends a second one with the same key on the same channel to the same recipient within the window sends nothing.",
    ),
  businessWindow: Duration.optional().describe("How long a business key counts: `24h`, which is also the standard."),
  sameContentWithin: Duration.optional().describe(
    "Instead of a business key: whoever gets the same content on the same channel for the same recipients again within this time gets nothing.",
  ),
  timeZone: TimeZone.optional().describe("Where its recipients live; quiet hours are theirs then."),
  conversation: z
    .string()
    .trim()
    .min(1)
    .max(200)
    .optional()
    .describe(
      "What it belongs to for its recipient: `ticket-1001`. Messages of one conversation come from the account that sent the last one, as long as it can send, and mail programs show them together.",
    ),
  unsubscribe: z
    .string()
    .regex(/^[\w.-]{1,100}$/, "The name of a list holds letters, digits, dots, - and _, at most 100")
    .optional()
    .describe(
      "The name of the list that it is sent to, for mails: each recipient gets a mail of their own with which they leave the list by one click.",
    ),
  escalation: z
    .array(EscalationStep)
    .max(5)
    .optional()
    .describe("What is sent next, one after another, as long as nobody has got it."),
  callback: z
    .string()
    .min(1)
    .max(100)
    .optional()
    .describe("The name of a verified callback that is told what becomes of it."),
  template: z
    .string()
    .min(1)
    .max(200)
    .optional()
    .describe("The name of a template, which makes subject and content of it."),
  language: z.string().min(2).max(35).optional().describe("Which language of the template. Left out: its first."),
  variables: z.record(z.string(), z.unknown()).optional().describe("What the template is told."),
};

/** A message as it is handed to the delivery ledger: rendered, with its recipients, before any account is chosen. */
export const OutgoingMessage = z.strictObject({
  channel: z.string().min(1).describe("The id of a channel, for example `email`."),
  account: z
    .string()
    .min(1)
    .optional()
    .describe("The name of one sending account. Left out: the best enabled one of the channel."),
  to: z
    .array(z.string().min(1))
    .min(1)
    .max(500)
    .describe("Addresses of the channel. For a robot: the names of the groups it is in."),
  cc: z.array(z.string().min(1)).default([]),
  bcc: z
    .array(z.string().min(1))
    .default([])
    .describe("Recipients that no other recipient sees. They never reach a header."),
  subject: z.string().default(""),
  text: z.string().optional(),
  html: z.string().optional(),
  markdown: z.string().optional().describe("For chats; each channel shows what it can of it."),
  mentions: Mentions.optional(),
  payload: z
    .record(z.string(), z.unknown())
    .optional()
    .describe("What only this channel understands: a card, the number of an approved template with its values."),
  attachments: z.array(MessageAttachment).default([]),
  ...messageOptions,
});
export type OutgoingMessage = z.input<typeof OutgoingMessage>;
