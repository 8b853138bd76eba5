import { defineAction } from "@belfry/plugin-kit";
import { z } from "zod";
import { attachmentsField, messageAction } from "../messages/message-fields.ts";
import { articlesField, chatFields, groupsField, mentionsField, providerObject } from "./chat-fields.ts";
import { chatProblems, sendChat } from "./send-chat.ts";

const contents = ["title", "text", "markdown", "news", "templateCard", "attachments"];

const WecomInput = z.strictObject({
  to: groupsField,
  ...chatFields,
  format: z.enum(["text", "markdown", "markdown_v2"]).optional().meta({
    description:
      "How it is sent. Left out: tables as markdown_v2, which shows no colour and no @; the rest as markdown.",
  }),
  mentions: mentionsField,
  attachments: attachmentsField,
  news: articlesField,
  templateCard: providerObject.optional().meta({ description: "A template_card, in the words of WeCom." }),
});

/** Sends a message to WeCom groups, through the robots in them. */
export const wecomSend = defineAction({
  ...messageAction,
  id: "wecom.send",
  displayName: { zh: "发送企业微信群消息", en: "Send to a WeCom group" },
  description: {
    zh: "通过群机器人发送文本、Markdown、图文、卡片和文件；过长的内容自动分段。",
    en: "Sends text, Markdown, articles, cards and files through the robot of a group; what is too long goes in several pieces.",
  },
  input: WecomInput,
  channel: "wecom",
  check: (input) => chatProblems(input, contents),
  run: async (ctx, { format, news, templateCard, ...input }) =>
    sendChat(ctx, "wecom", input, { format, news, templateCard }),
});
