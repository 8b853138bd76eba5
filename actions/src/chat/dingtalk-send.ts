import { defineAction, text } from "@belfry/plugin-kit";
import { z } from "zod";
import { messageAction } from "../messages/message-fields.ts";
import { chatFields, groupsField, mentionsField } from "./chat-fields.ts";
import { chatProblems, sendChat } from "./send-chat.ts";

const contents = ["title", "text", "markdown", "link", "actionCard", "feedCard"];
const words = () => text().min(1);

const DingtalkInput = z.strictObject({
  to: groupsField,
  ...chatFields,
  mentions: mentionsField,
  link: z
    .strictObject({ title: words(), text: words(), messageUrl: words(), picUrl: text().optional() })
    .optional()
    .meta({ description: "A link with a title and perhaps a picture." }),
  actionCard: z
    .strictObject({
      title: words(),
      text: words(),
      singleTitle: words().optional(),
      singleURL: words().optional(),
      btns: z
        .array(z.strictObject({ title: words(), actionURL: words() }))
        .min(1)
        .max(10)
        .optional(),
      btnOrientation: z.enum(["0", "1"]).optional(),
    })
    .optional()
    .meta({ description: "A card of Markdown: with singleTitle and singleURL, or with several buttons." }),
  feedCard: z
    .strictObject({
      links: z
        .array(z.strictObject({ title: words(), messageURL: words(), picURL: words() }))
        .min(1)
        .max(20),
    })
    .optional()
    .meta({ description: "Several links with pictures." }),
});

/** Sends a message to DingTalk groups, through the custom robots in them. */
export const dingtalkSend = defineAction({
  ...messageAction,
  id: "dingtalk.send",
  displayName: { zh: "发送钉钉群消息", en: "Send to a DingTalk group" },
  description: {
    zh: "通过群机器人发送文本、Markdown 和卡片；加签、@ 和关键词自动处理。",
    en: "Sends text, Markdown and cards through the robot of a group; signature, @ and keyword are taken care of.",
  },
  input: DingtalkInput,
  channel: "dingtalk",
  check: (input) => chatProblems(input, contents),
  run: async (ctx, { link, actionCard, feedCard, ...input }) =>
    sendChat(ctx, "dingtalk", input, { link, actionCard, feedCard }),
});
