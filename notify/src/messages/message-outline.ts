import type { MessageAttachment } from "@belfry/model";
import type { AttachmentOutline, MessageOutline } from "@belfry/plugin-kit";
import type { MessageContent } from "../accept/message-content.ts";

/** What channels are told of a message before any of its files is looked for. */
export function messageOutline(
  { subject, text, html, markdown, mentions, payload, conversation, attachments }: MessageContent,
  { to, cc }: Pick<MessageOutline, "to" | "cc">,
): MessageOutline {
  return {
    to,
    cc,
    subject,
    attachments: attachments.map(attachmentOutline),
    ...(text === undefined ? {} : { text }),
    ...(html === undefined ? {} : { html }),
    ...(markdown === undefined ? {} : { markdown }),
    ...(mentions === undefined ? {} : { mentions }),
    ...(payload === undefined ? {} : { payload }),
    ...(conversation === undefined ? {} : { conversation }),
  };
}

export function attachmentOutline({ file, fileName, contentId }: MessageAttachment): AttachmentOutline {
  return {
    fileName: fileName ?? file.name,
    mediaType: file.mediaType,
    bytes: file.bytes,
    ...(contentId === undefined ? {} : { contentId }),
  };
}
