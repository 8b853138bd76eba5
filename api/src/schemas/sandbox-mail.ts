import { z } from "zod";
import { Id, IdInput, Instant } from "./common.ts";
import { personal } from "./personal.ts";

export const MailParams = z.strictObject({ mailId: IdInput });

export const MailAttachmentParams = z.strictObject({
  mailId: IdInput,
  index: z.coerce.number<string>().int().min(0).max(10_000).meta({ type: "integer" }),
});

export const SandboxMailSummary = z
  .object({
    id: Id,
    receivedAt: Instant,
    envelope: z
      .object({ from: personal("address", z.string()), to: personal("address", z.array(z.string())) })
      .describe("Who really gets it: Bcc recipients are here and in no header."),
    sender: personal("text", z.string().describe("The From header.")),
    subject: personal("text", z.string()),
    bytes: z.int(),
  })
  .meta({ id: "SandboxMailSummary" });

const SandboxAttachment = z
  .object({
    index: z.int(),
    fileName: personal("text", z.string()),
    mediaType: z.string(),
    bytes: z.int(),
    inline: z.boolean().describe("Shown inside the text, as `cid:…`."),
    contentId: z.string().optional(),
  })
  .meta({ id: "SandboxAttachment" });

export const SandboxMail = SandboxMailSummary.extend({
  headers: z.array(z.object({ name: z.string(), value: personal("content", z.string()) })),
  to: personal("text", z.array(z.string())),
  cc: personal("text", z.array(z.string())),
  text: personal("content", z.string()).optional(),
  html: personal("content", z.string()).optional().describe("Untrusted: show it in a sandboxed frame only."),
  attachments: z.array(SandboxAttachment),
}).meta({ id: "SandboxMail" });
