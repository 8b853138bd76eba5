import { html, text } from "@belfry/plugin-kit";
import { z } from "zod";
import { attachmentsField, everyMessage, waitField } from "../messages/message-fields.ts";

/** Somebody, and where they are reached. */
export const Person = z
  .record(z.string().min(1).max(100), z.union([z.string(), z.null()]))
  .describe("By channel the address: `{email: li.lei@campus.example, inbox: li.lei}`. Other fields are left alone.");
export type Person = z.output<typeof Person>;

/** What `notify.send` is told. */
export const NotifyInput = z.strictObject({
  audience: z
    .array(Person)
    .min(1)
    .max(1_000)
    .meta({ description: "Who is told: for each person the address on each channel. Expressions may give the list." }),
  channels: z.array(z.string().min(1).max(100)).min(1).max(10).meta({
    description: "The channels in the order in which they are preferred: each person is told on the first they have.",
  }),
  fallbackAfter: z.string().optional().meta({
    description:
      "After how long a person who has not got it is told on their next channel: `10m`. Left out: they are not told again.",
  }),
  subject: text().optional().meta({ description: "The subject, where a channel shows one." }),
  text: text().optional().meta({ description: "The message as plain text." }),
  html: html().optional().meta({ description: "The message as HTML, for mails; values are escaped." }),
  markdown: text().optional().meta({ description: "The message as Markdown, for chats." }),
  ...everyMessage,
  priority: z.enum(["urgent", "normal", "low"]).optional().meta({
    description: "urgent: before all others, and in quiet hours, too. Left out: normal.",
  }),
  attachments: attachmentsField,
  wait: waitField,
});
export type NotifyInput = z.output<typeof NotifyInput>;
