import type { ChannelAttachment, ChannelMessage } from "@belfry/plugin-kit";
import { attachmentOutline, messageOutline } from "../messages/message-outline.ts";
import type { NotifyDeps } from "../notify-context.ts";
import type { ClaimedMessage } from "../sql/claim-due-messages.ts";

/** The message as channels read it, with its size in bytes. @throws AppError ARTIFACT_NOT_FOUND */
export async function prepareMessage(
  deps: Pick<NotifyDeps, "artifactPath">,
  { messageKey, createdAt, to, cc, content }: ClaimedMessage,
): Promise<{ message: ChannelMessage; bytes: number }> {
  const outline = messageOutline(content, { to, cc });
  const attachments = await Promise.all(
    content.attachments.map(async (attachment): Promise<ChannelAttachment> => ({
      ...attachmentOutline(attachment),
      path: await deps.artifactPath(attachment.file),
    })),
  );
  const { text = "", html = "", markdown = "" } = outline;
  const written = [text, html, markdown].reduce((sum, part) => sum + Buffer.byteLength(part), 0);
  const bytes = attachments.reduce((sum, attachment) => sum + attachment.bytes, written);
  return { message: { ...outline, messageKey, createdAt, attachments }, bytes };
}
