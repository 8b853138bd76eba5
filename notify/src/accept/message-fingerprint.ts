import { createHash } from "node:crypto";
import type { MessageContent } from "./message-content.ts";

/**
 * The same for messages that say the same to the same recipients on one channel. A plain text or page has the fingerprint
 * that predecessors of Belfry gave it; what they left out (subject, files, cards) counts where there is any: two lists of
 * two nights have one text.
 */
export function messageFingerprint(message: {
  readonly channel: string;
  readonly to: readonly string[];
  readonly content: Partial<MessageContent>;
}): string {
  const { channel, to, content } = message;
  const { html, markdown, text, subject = "", attachments = [], payload } = content;
  const said = html ?? markdown ?? text ?? "";
  const more = [
    ...(subject === "" ? [] : [subject]),
    ...attachments.map(({ file }) => file.$artifact),
    ...(payload === undefined ? [] : [JSON.stringify(payload)]),
  ];
  const whole = [`${channel}:${to.join(",")}:${said}`, ...more].join("\0");
  return createHash("sha256").update(whole).digest("hex");
}
