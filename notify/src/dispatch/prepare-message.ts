import type { AttachmentOutline, ChannelAttachment, ChannelMessage, MessageOutline } from "@belfry/plugin-kit";
import type { NotifyDeps } from "../notify-context.ts";
import type { ClaimedMessage } from "../sql/claim-due-messages.ts";

/** The message as channels read it, with its size in bytes. @throws AppError ARTIFACT_NOT_FOUND */
export async function prepareMessage(
  deps: Pick<NotifyDeps, "artifactPath">,
  claimed: ClaimedMessage,
): Promise<{ message: ChannelMessage; bytes: number }> {
  const outline = outlineOf(claimed);
  const attachments = await Promise.all(
    claimed.content.attachments.map(async (attachment): Promise<ChannelAttachment> => ({
      ...attachmentOutline(attachment),
      path: await deps.artifactPath(attachment.file),
    })),
  );
  const { text = "", html = "", markdown = "" } = outline;
  const written = [text, html, markdown].reduce((sum, part) => sum + Buffer.byteLength(part), 0);
  return { message: { ...outline, attachments }, bytes: attachments.reduce((sum, { bytes }) => sum + bytes, written) };
}

/** What is known of it before its files are looked for. */
export function outlineOf({ messageKey, createdAt, to, cc, content }: ClaimedMessage): MessageOutline {
  const { subject, text, html, markdown, mentions, payload, conversation } = content;
  return {
    messageKey,
    createdAt,
    to,
    cc,
    subject,
    attachments: content.attachments.map(attachmentOutline),
    ...(text === undefined ? {} : { text }),
    ...(html === undefined ? {} : { html }),
    ...(markdown === undefined ? {} : { markdown }),
    ...(mentions === undefined ? {} : { mentions }),
    ...(payload === undefined ? {} : { payload }),
    ...(conversation === undefined ? {} : { conversation }),
  };
}

function attachmentOutline({
  file,
  fileName,
  contentId,
}: ClaimedMessage["content"]["attachments"][number]): AttachmentOutline {
  return {
    fileName: fileName ?? file.name,
    mediaType: file.mediaType,
    bytes: file.bytes,
    ...(contentId === undefined ? {} : { contentId }),
  };
}
