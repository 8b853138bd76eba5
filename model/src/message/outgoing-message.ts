import { z } from "zod";
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

/** A message as it is handed to the delivery ledger: rendered, with its recipients, before any account is chosen. */
export const OutgoingMessage = z.strictObject({
  /** The id of a channel, for example `email`. */
  channel: z.string().min(1),
  /** The name of one sending account. @default the best enabled account of the channel */
  account: z.string().min(1).optional(),
  /** Addresses of the channel. For a robot: the names of the groups it is in. */
  to: z.array(z.string().min(1)).min(1).max(500),
  cc: z.array(z.string().min(1)).default([]),
  /** Recipients that no other recipient sees. They never reach a header. */
  bcc: z.array(z.string().min(1)).default([]),
  subject: z.string().default(""),
  text: z.string().optional(),
  html: z.string().optional(),
  /** For chats; each channel shows what it can of it. */
  markdown: z.string().optional(),
  mentions: Mentions.optional(),
  /** What only this channel understands: a card, the number of an approved template with its values. */
  payload: z.record(z.string(), z.unknown()).optional(),
  attachments: z.array(MessageAttachment).default([]),
});
export type OutgoingMessage = z.input<typeof OutgoingMessage>;
