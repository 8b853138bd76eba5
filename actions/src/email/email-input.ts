import { file, html, text } from "@belfry/plugin-kit";
import { z } from "zod";

/** Addresses as a list, or as one text with commas, semicolons or line breaks between them. */
const Addresses = z.union([z.array(text()), text()]);

/** What `email.send` is told. */
export const EmailInput = z.strictObject({
  to: Addresses.meta({ description: "Who gets the mail: a list, or one text with commas between the addresses." }),
  cc: Addresses.optional().meta({ description: "Who gets a copy that everybody sees." }),
  bcc: Addresses.optional().meta({ description: "Who gets a copy that nobody else sees." }),
  subject: text().meta({ description: "The subject." }),
  text: text().optional().meta({ description: "The mail as plain text." }),
  html: html().optional().meta({ description: "The mail as HTML; values are escaped." }),
  attachments: z
    .array(
      z.union([
        file(),
        z.strictObject({
          file: file(),
          fileName: text().min(1).optional().meta({
            description: "The name the recipient sees. Left out: the name of the file.",
          }),
        }),
      ]),
    )
    .optional()
    .meta({ description: "Files of earlier actions." }),
  inlineImages: z
    .array(z.strictObject({ file: file(), contentId: z.string().regex(/^[\w.@-]{1,100}$/) }))
    .optional()
    .meta({ description: 'Images that the HTML shows: <img src="cid:logo"> with the contentId "logo".' }),
  account: text().min(1).optional().meta({
    description: "The sending account. Left out: the best enabled one.",
  }),
  wait: z.enum(["accepted", "queued"]).optional().meta({
    description: "accepted: until every recipient is settled (the default). queued: not at all.",
  }),
});
export type EmailInput = z.output<typeof EmailInput>;

/** The addresses of a field, without empty ones. */
export function addressList(addresses: string | readonly string[] | undefined): string[] {
  const parts = typeof addresses === "string" ? addresses.split(/[,;，；、\n]/) : (addresses ?? []);
  return parts.map((part) => part.trim()).filter((part) => part !== "");
}
