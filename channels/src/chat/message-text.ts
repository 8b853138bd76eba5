import type { ChannelMessage } from "@belfry/plugin-kit";

/** What is said when a message consists of nothing but people who are pointed at. */
export const LOOK_ABOVE = "请看上面的消息。";

/**
 * The plain text of a message with its subject above it; empty when it has neither. Beside a card, which has words of its
 * own, a subject alone is not shown.
 */
export function plainText(
  { subject, text }: Pick<ChannelMessage, "subject" | "text">,
  { hasCards }: { readonly hasCards: boolean },
): string {
  if (text === undefined && hasCards) return "";
  return [subject.trim(), text ?? ""].filter((part) => part !== "").join("\n");
}

/** The Markdown of a message with its subject as a heading. */
export function titledMarkdown({ subject }: Pick<ChannelMessage, "subject">, markdown: string): string {
  const title = subject.replace(/\s+/g, " ").trim();
  return title === "" ? markdown : `## ${title}\n\n${markdown}`;
}

/** Whether somebody is pointed at. */
export function hasMentions({ mentions }: Pick<ChannelMessage, "mentions">): boolean {
  return mentions?.all === true || (mentions?.users ?? []).length > 0 || (mentions?.phones ?? []).length > 0;
}
