import { defineAction, text } from "@belfry/plugin-kit";
import { z } from "zod";
import { attachmentsField, messageAction } from "../messages/message-fields.ts";
import { chatFields, groupsField, mentionsField, providerObject } from "./chat-fields.ts";
import { chatProblems, sendChat } from "./send-chat.ts";

const contents = ["title", "text", "markdown", "post", "card", "shareChatId", "attachments"];

const FeishuInput = z.strictObject({
  to: groupsField,
  ...chatFields,
  mentions: mentionsField,
  attachments: attachmentsField.meta({
    description: "Pictures of earlier actions, where the account names an app that may upload them; no other files.",
  }),
  post: providerObject.optional().meta({ description: "A rich text by its languages, in the words of Feishu." }),
  card: providerObject.optional().meta({ description: "A card (interactive), in the words of Feishu." }),
  shareChatId: text().min(1).optional().meta({ description: "The id of a group whose card is shared." }),
});

/** Sends a message to Feishu or Lark groups, through the custom bots in them. */
export const feishuSend = defineAction({
  ...messageAction,
  id: "feishu.send",
  displayName: { zh: "发送飞书群消息", en: "Send to a Feishu group" },
  description: {
    zh: "通过群机器人发送文本、Markdown、富文本、卡片和图片；签名和 @ 自动处理。",
    en: "Sends text, Markdown, rich text, cards and pictures through the bot of a group; signature and @ are taken care of.",
  },
  input: FeishuInput,
  channel: "feishu",
  check: (input) => chatProblems(input, contents),
  run: async (ctx, { post, card, shareChatId, ...input }) =>
    sendChat(ctx, "feishu", input, { post, card, shareChatId }),
});
