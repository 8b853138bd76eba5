import type { ChannelMessage, DeliveryOutcome } from "@belfry/plugin-kit";

/** The outcome of a message with files for a chat that takes none; nothing for a message without. */
export function refuseAttachments({ attachments }: ChannelMessage, chat: { readonly zh: string; readonly en: string }) {
  if (attachments.length === 0) return undefined;
  const outcome: DeliveryOutcome = {
    kind: "content-fault",
    reason: `${chat.en} takes no files. Send a link to the file, or send it by mail. ${chat.zh}不能发送文件，请改发链接或邮件。`,
  };
  return outcome;
}
