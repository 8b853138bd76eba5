import { defineAction, text } from "@belfry/plugin-kit";
import { z } from "zod";
import { Addresses } from "../messages/address-list.ts";
import { attachmentsField, messageAction } from "../messages/message-fields.ts";
import { articlesField, chatFields, providerObject } from "./chat-fields.ts";
import { chatProblems, sendChat } from "./send-chat.ts";

const contents = ["title", "text", "markdown", "textcard", "news", "templateCard", "attachments"];

const WecomAppInput = z.strictObject({
  to: Addresses.meta({
    description:
      "Members by their ids, departments as party:2, labels as tag:3, or @all: a list, or one text with commas.",
  }),
  ...chatFields,
  format: z.enum(["text", "markdown"]).optional().meta({ description: "How it is sent. Left out: as it is given." }),
  attachments: attachmentsField,
  textcard: z
    .strictObject({
      title: text().min(1),
      description: text().min(1),
      url: text().min(1),
      btntxt: text().min(1).optional(),
    })
    .optional()
    .meta({ description: "A card with a title, a few lines and an address that it opens." }),
  news: articlesField,
  templateCard: providerObject.optional().meta({ description: "A template_card, in the words of WeCom." }),
});

/** Sends a message to members of a company, through its app in WeCom. */
export const wecomAppSend = defineAction({
  ...messageAction,
  id: "wecom-app.send",
  displayName: { zh: "发送企业微信应用消息", en: "Send to WeCom members" },
  description: {
    zh: "通过企业微信应用给成员、部门或标签发送消息，并给出每个接收人的结果。",
    en: "Sends a message to members, departments or labels through an app of WeCom, and says what became of each.",
  },
  input: WecomAppInput,
  channel: "wecom-app",
  check: (input) => chatProblems(input, contents),
  run: async (ctx, { format, textcard, news, templateCard, ...input }) =>
    sendChat(ctx, "wecom-app", input, { format, textcard, news, templateCard }),
});
