import { text } from "@belfry/plugin-kit";
import { z } from "zod";
import { Addresses } from "../messages/address-list.ts";
import { accountField, everyMessage, waitField } from "../messages/message-fields.ts";

/** What every message to a chat is made of. */
export const chatFields = {
  title: text().optional().meta({ description: "Stands above the text, and is what a phone shows first." }),
  text: text().optional().meta({ description: "The message as plain text." }),
  markdown: text().optional().meta({
    description: "The message as Markdown, as far as the chat shows it. It goes before the plain text.",
  }),
  ...everyMessage,
  account: accountField,
  wait: waitField,
};

export const groupsField = Addresses.meta({
  description: "The groups, by the names that the accounts of their robots have: a list, or one text with commas.",
});

/** Who is pointed at in a group. */
export const mentionsField = z
  .strictObject({
    users: Addresses.optional().meta({ description: "By their ids at the provider." }),
    phones: Addresses.optional().meta({ description: "By their phone numbers." }),
    all: z.boolean().optional().meta({ description: "Everybody in the group." }),
  })
  .optional()
  .meta({ description: "Who is pointed at with an @." });

/** Something that a provider describes in its own words. */
export const providerObject = z.record(z.string(), z.json());

/** Articles of WeCom. */
export const articlesField = z
  .array(
    z.strictObject({
      title: text().min(1),
      description: text().optional(),
      url: text().min(1),
      picurl: text().optional(),
    }),
  )
  .min(1)
  .max(8)
  .optional()
  .meta({ description: "One to eight articles with a title, an address and perhaps a picture." });
