import type { DeliveryOutcome } from "@belfry/plugin-kit";

/**
 * The most pieces that one message may take: what a robot may say in a minute. More would silence it for everybody else.
 */
export const MOST_PIECES = 20;

/** The outcome of a message that nothing can be shown of, or too much; nothing for every other. */
export function unsendable(pieces: readonly unknown[]): DeliveryOutcome | undefined {
  if (pieces.length === 0) {
    const reason =
      "The message has no text, no Markdown and nothing else that this chat can show. 消息没有可显示的内容。";
    return { kind: "content-fault", reason };
  }
  if (pieces.length <= MOST_PIECES) return undefined;
  const reason = `The message would take ${pieces.length} pieces; a robot may send ${MOST_PIECES}. Shorten it, or send it as a file. 消息过长，请缩短或作为文件发送。`;
  return { kind: "content-fault", reason };
}
