import { secret } from "@belfry/plugin-kit";
import { z } from "zod";

const Contains = z.string().min(1).max(500);

export const Mail = z.strictObject({
  mail: z.string().min(1).max(500).default("INBOX").describe("The folder of the mailbox, mostly `INBOX`."),
  connection: secret()
    .refine(
      (value) => typeof value !== "string" || value.includes("${{") || (URL.parse(value)?.password ?? "") === "",
      "The connection holds a password, which everybody who may see the rule would read. Store the whole URL as a secret and write ${{ secrets.NAME }}.",
    )
    .describe("Where the mailbox is, as a secret: `${{ secrets.MAILBOX }}` with the URL imaps://user:password@host."),
  from: Contains.optional().describe("Only mails whose sender has this in the address or the name."),
  subject: Contains.optional().describe("Only mails whose subject has this in it."),
  unseen: z.boolean().default(false).describe("Only mails that nobody has opened yet."),
  existing: z.boolean().default(false).describe("Whether mails count that are there when the trigger begins."),
  markSeen: z.boolean().default(false).describe("Marks a mail as read once what it starts is stored."),
  moveTo: z
    .string()
    .min(1)
    .max(500)
    .optional()
    .describe("Moves a mail into this folder once what it starts is stored; the folder is made if it is missing."),
  attachments: z
    .enum(["names", "contents"])
    .default("names")
    .describe("Whether the event holds the contents of attachments too, as Base64, or only what they are called."),
  type: z.string().min(1).max(500).default("mail").describe("The type of the events."),
});
export type Mail = z.output<typeof Mail>;
