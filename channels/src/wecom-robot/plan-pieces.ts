/** What the pieces of one message are, in the order in which the group sees them. */
import type { AttachmentOutline, ChannelAttachment, MessageOutline } from "@belfry/plugin-kit";
import { hasMentions, LOOK_ABOVE, plainText, titledMarkdown } from "../chat/message-text.ts";
import type { MessageWith } from "../chat/message-with.ts";
import { shownPiece, splitText } from "../split/split-text.ts";
import { chooseFormat, withoutColours, type WecomMarkdown } from "./choose-format.ts";
import type { WecomPayload } from "./wecom-payload.ts";

/** One send: a body that is ready, or a file whose body is known when it has been read. */
export type WecomPiece<File = ChannelAttachment> =
  | { readonly kind: "body"; readonly body: Readonly<Record<string, unknown>> }
  | { readonly kind: "image" | "file"; readonly attachment: File };

export interface WecomLimits {
  readonly textBytes: number;
  readonly markdownBytes: number;
  readonly formats: readonly WecomMarkdown[];
  /** Whether people can be pointed at. */
  readonly mentions: boolean;
  /** Whether a picture may be sent as such and not as a file. */
  readonly images: boolean;
}

export const robotLimits: WecomLimits = {
  textBytes: 2_048,
  markdownBytes: 4_096,
  formats: ["markdown", "markdown_v2"],
  mentions: true,
  images: true,
};

const MAX_IMAGE_BYTES = 2 * 1024 * 1024;

export function planPieces<File extends AttachmentOutline>(
  message: MessageWith<File>,
  limits: WecomLimits,
): readonly WecomPiece<File>[] {
  const payload = (message.payload ?? {}) as WecomPayload & { readonly textcard?: object };
  const cards = [
    ...(payload.news === undefined ? [] : [body("news", { articles: payload.news })]),
    ...(payload.textcard === undefined ? [] : [body("textcard", payload.textcard)]),
    ...(payload.templateCard === undefined ? [] : [body("template_card", payload.templateCard)]),
  ];
  const files = message.attachments.map((attachment): WecomPiece<File> => ({
    kind: sentAs(attachment, limits),
    attachment,
  }));
  const written = writtenPieces(message, payload, { limits, hasCards: cards.length > 0 });
  const all = [...written, ...cards, ...files];
  // Neither cards nor files can point at anybody.
  const pointsBelow = written.length === 0 && all.length > 0;
  return pointsBelow ? [...all, ...pointing(message, limits, { toUsers: true })] : all;
}

function writtenPieces(
  message: MessageOutline,
  payload: WecomPayload,
  { limits, hasCards }: { readonly limits: WecomLimits; readonly hasCards: boolean },
): WecomPiece<never>[] {
  const { markdown } = message;
  if (markdown === undefined) return textPieces(plainText(message, { hasCards }), message, limits);
  if (payload.format === "text") {
    const text = plainText({ subject: message.subject, text: message.text ?? markdown }, { hasCards });
    return textPieces(text, message, limits);
  }
  const users = limits.mentions ? (message.mentions?.users ?? []) : [];
  const wanted = payload.format ?? chooseFormat(markdown, { pointsAtUsers: users.length > 0 });
  const format = limits.formats.includes(wanted) ? wanted : "markdown";
  const at = format === "markdown" ? users.map((user) => `<@${user.replace(/[<>]/g, "")}>`).join("") : "";
  const shown = format === "markdown_v2" ? withoutColours(markdown) : markdown;
  const whole = titledMarkdown(message, at === "" ? shown : `${shown}\n${at}`);
  const pieces = splitText(whole, { most: limits.markdownBytes, isMarkdown: true });
  return [
    ...pieces.map((piece) => body(format, { content: shownPiece(piece) })),
    ...pointing(message, limits, { toUsers: at === "" }),
  ];
}

function textPieces(text: string, message: MessageOutline, limits: WecomLimits): WecomPiece<never>[] {
  if (text === "") return [];
  const pieces = splitText(text, { most: limits.textBytes, isMarkdown: false }).map(shownPiece);
  // Whoever is pointed at finds the whole text above.
  const at = limits.mentions ? mentionFields(message, { toUsers: true }) : {};
  return pieces.map((content, place) => body("text", { content, ...(place === pieces.length - 1 && at) }));
}

/** Markdown cannot point at phones or at everybody, so a text of one line does it. */
function pointing(
  message: MessageOutline,
  limits: WecomLimits,
  options: { readonly toUsers: boolean },
): WecomPiece<never>[] {
  if (!limits.mentions || !hasMentions(message)) return [];
  const at = mentionFields(message, options);
  if (Object.keys(at).length === 0) return [];
  const subject = message.subject.trim();
  const { textBytes } = limits;
  const content = subject === "" || Buffer.byteLength(subject) > textBytes ? LOOK_ABOVE : subject;
  return [body("text", { content, ...at })];
}

function mentionFields({ mentions = {} }: MessageOutline, { toUsers }: { readonly toUsers: boolean }): object {
  const users = [...(toUsers ? (mentions.users ?? []) : []), ...(mentions.all === true ? ["@all"] : [])];
  const phones = mentions.phones ?? [];
  return {
    ...(users.length > 0 && { mentioned_list: users }),
    ...(phones.length > 0 && { mentioned_mobile_list: phones }),
  };
}

function sentAs({ mediaType, bytes }: AttachmentOutline, { images }: WecomLimits): "image" | "file" {
  return images && /^image\/(jpeg|jpg|png)$/i.test(mediaType) && bytes <= MAX_IMAGE_BYTES ? "image" : "file";
}

function body(msgtype: string, content: object): WecomPiece<never> {
  return { kind: "body", body: { msgtype, [msgtype]: content } };
}
