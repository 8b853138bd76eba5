import { file, html, text } from "@belfry/plugin-kit";
import { z } from "zod";
import { Addresses } from "../messages/address-list.ts";
import { accountField, attachmentsField, everyMessage, waitField } from "../messages/message-fields.ts";

/** What `email.send` is told. */
export const EmailInput = z.strictObject({
  to: Addresses.meta({ description: "Who gets the mail: a list, or one text with commas between the addresses." }),
  cc: Addresses.optional().meta({ description: "Who gets a copy that everybody sees." }),
  bcc: Addresses.optional().meta({ description: "Who gets a copy that nobody else sees." }),
  subject: text().optional().meta({ description: "The subject. Left out beside a template: that of the template." }),
  text: text().optional().meta({ description: "The mail as plain text." }),
  html: html().optional().meta({ description: "The mail as HTML; values are escaped." }),
  ...everyMessage,
  attachments: attachmentsField,
  inlineImages: z
    .array(z.strictObject({ file: file(), contentId: z.string().regex(/^[\w.@-]{1,100}$/) }))
    .optional()
    .meta({ description: 'Images that the HTML shows: <img src="cid:logo"> with the contentId "logo".' }),
  account: accountField,
  wait: waitField,
});
export type EmailInput = z.output<typeof EmailInput>;
