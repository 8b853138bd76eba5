import type { ChannelAttachment, ChannelMessage } from "@belfry/plugin-kit";
import type { NotifyDeps } from "../notify-context.ts";
import type { ClaimedMessage } from "../sql/claim-due-messages.ts";

/** The message as channels read it, with its size in bytes. @throws AppError ARTIFACT_NOT_FOUND */
export async function prepareMessage(
  deps: Pick<NotifyDeps, "artifactPath">,
  { messageKey, createdAt, to, cc, content }: ClaimedMessage,
): Promise<{ message: ChannelMessage; bytes: number }> {
  const { subject, text, html, markdown, mentions, payload, conversation } = content;
  const attachments = await Promise.all(
    content.attachments.map(async ({ file, fileName, contentId }): Promise<ChannelAttachment> => ({
      fileName: fileName ?? file.name,
      mediaType: file.mediaType,
      bytes: file.bytes,
      path: await deps.artifactPath(file),
      ...(contentId === undefined ? {} : { contentId }),
    })),
  );
  const message = {
    messageKey,
    createdAt,
    to,
    cc,
    subject,
    attachments,
    ...(text === undefined ? {} : { text }),
    ...(html === undefined ? {} : { html }),
    ...(markdown === undefined ? {} : { markdown }),
    ...(mentions === undefined ? {} : { mentions }),
    ...(payload === undefined ? {} : { payload }),
    ...(conversation === undefined ? {} : { conversation }),
  };
  const written = [text, html, markdown].reduce((sum, part) => sum + Buffer.byteLength(part ?? ""), 0);
  return { message, bytes: attachments.reduce((sum, { bytes }) => sum + bytes, written) };
}
