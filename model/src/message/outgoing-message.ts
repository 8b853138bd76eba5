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

/** A message as it is handed to the delivery ledger: rendered, with its recipients, before any account is chosen. */
export const OutgoingMessage = z.strictObject({
  /** The id of a channel, for example `email`. */
  channel: z.string().min(1),
  /** The name of one sending account. @default the best enabled account of the channel */
  account: z.string().min(1).optional(),
  to: z.array(z.string().min(1)).min(1).max(500),
  cc: z.array(z.string().min(1)).default([]),
  /** Recipients that no other recipient sees. They never reach a header. */
  bcc: z.array(z.string().min(1)).default([]),
  subject: z.string().default(""),
  text: z.string().optional(),
  html: z.string().optional(),
  attachments: z.array(MessageAttachment).default([]),
});
export type OutgoingMessage = z.input<typeof OutgoingMessage>;
