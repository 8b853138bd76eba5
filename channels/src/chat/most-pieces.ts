import type { DeliveryOutcome } from "@belfry/plugin-kit";

/**
 * The most pieces that one message may take: what a robot may say in a minute. More would silence it for everybody else.
 */
export const MOST_PIECES = 20;

/** How many sends a message takes. One that will be refused takes the one that says so: it must not wait for room for all. */
export function sendsOf(pieces: readonly unknown[]): number {
  return pieces.length > MOST_PIECES ? 1 : Math.max(1, pieces.length);
}

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
