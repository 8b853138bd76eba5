import type { AttachmentOutline, MessageOutline, Problem } from "@belfry/plugin-kit";
import { MOST_PIECES } from "./most-pieces.ts";

/** What a chat cannot show of a message that would go out in these pieces. */
export function chatProblems(message: MessageOutline, pieces: readonly unknown[]): Problem[] {
  const path = message.markdown === undefined ? "text" : "markdown";
  if (pieces.length === 0) {
    const told = "The message has no text, no Markdown and nothing else that this chat can show.";
    return [{ path, message: told, remedy: "Give it a text or Markdown; a chat does not show HTML." }];
  }
  if (pieces.length <= MOST_PIECES) return [];
  const told = `The message would take ${pieces.length} pieces, and a chat takes ${MOST_PIECES} of one message.`;
  return [{ path, message: told, remedy: "Shorten it, or send it as a file or by mail." }];
}

/** Files that a channel does not take; of all of them, or of those of which it says so. */
export function fileProblems(
  { attachments }: MessageOutline,
  channel: string,
  takes: (file: AttachmentOutline) => boolean = () => false,
): Problem[] {
  return attachments.flatMap((file, place) =>
    takes(file)
      ? []
      : [
          {
            path: `attachments[${place}]`,
            message: `${channel} does not take the file "${file.fileName}".`,
            remedy: "Send a link to it, or send it by mail.",
          },
        ],
  );
}
