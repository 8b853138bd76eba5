/** The bodies that one message becomes, in the order in which the group sees them. */
import type { AttachmentOutline, ChannelAttachment, MessageOutline } from "@belfry/plugin-kit";
import { jsonBytes } from "../chat/json-bytes.ts";
import { LOOK_ABOVE, plainText } from "../chat/message-text.ts";
import type { MessageWith } from "../chat/message-with.ts";
import { shortTitle } from "../chat/short-title.ts";
import { shownPiece, splitText } from "../split/split-text.ts";
import type { FeishuPayload } from "./feishu-payload.ts";

/** The most that Feishu takes, for the whole body with its signature. */
export const MAX_BODY_BYTES = 20_000;
const SIGNATURE_BYTES = 120;

type Body = Readonly<Record<string, unknown>>;

export type FeishuPiece<File = ChannelAttachment> =
  | { readonly kind: "body"; readonly body: Body }
  | { readonly kind: "image"; readonly attachment: File };

export function planBodies<File extends AttachmentOutline>(
  message: MessageWith<File>,
  { keyword }: { readonly keyword?: string | undefined },
): readonly FeishuPiece<File>[] {
  const { post, card, shareChatId } = (message.payload ?? {}) as FeishuPayload;
  const own = [
    ...(post === undefined ? [] : [{ msg_type: "post", content: { post } }]),
    ...(card === undefined ? [] : [{ msg_type: "interactive", card }]),
    ...(shareChatId === undefined ? [] : [{ msg_type: "share_chat", content: { share_chat_id: shareChatId } }]),
  ];
  const written = writtenBodies(message, { keyword, hasCards: own.length > 0 });
  const at = textMentions(message);
  // What is described in the provider's words points at whom it says by itself; a text of one line points at the others.
  const pointing =
    written.length === 0 && own.length > 0 && at !== ""
      ? [textBody(withKeyword(`${message.subject.trim() || LOOK_ABOVE} ${at}`, keyword))]
      : [];
  return [
    ...[...written, ...own, ...pointing].map((body): FeishuPiece<File> => ({ kind: "body", body })),
    ...message.attachments.map((attachment): FeishuPiece<File> => ({ kind: "image", attachment })),
  ];
}

function writtenBodies(
  message: MessageOutline,
  { keyword, hasCards }: { readonly keyword: string | undefined; readonly hasCards: boolean },
): Body[] {
  const { markdown } = message;
  if (markdown !== undefined) {
    const at = cardMentions(message);
    const title = message.subject.trim() === "" ? "" : shortTitle(message.subject, "", 200);
    const bodyOf = (content: string) => cardBody(title, content);
    return split(at === "" ? markdown : `${markdown}\n${at}`, { isMarkdown: true, keyword, bodyOf });
  }
  const text = plainText(message, { hasCards });
  if (text === "") return [];
  const at = textMentions(message);
  return split(at === "" ? text : `${text}\n${at}`, { isMarkdown: false, keyword, bodyOf: textBody });
}

function split(
  text: string,
  {
    isMarkdown,
    keyword,
    bodyOf,
  }: { isMarkdown: boolean; keyword: string | undefined; bodyOf: (shown: string) => Body },
): Body[] {
  const around = Buffer.byteLength(JSON.stringify(bodyOf(""))) + jsonBytes(withKeyword("", keyword)) + SIGNATURE_BYTES;
  const pieces = splitText(text, { most: MAX_BODY_BYTES - around, measure: jsonBytes, isMarkdown });
  return pieces.map((piece) => bodyOf(withKeyword(shownPiece(piece), keyword)));
}

function textBody(text: string): Body {
  return { msg_type: "text", content: { text } };
}

/** Custom bots show Markdown in cards only. */
function cardBody(title: string, content: string): Body {
  const header = title === "" ? {} : { header: { title: { tag: "plain_text", content: title } } };
  const card = { config: { wide_screen_mode: true }, ...header, elements: [{ tag: "markdown", content }] };
  return { msg_type: "interactive", card };
}

/** Feishu knows people by their open ids; phones it cannot point at. */
function textMentions({ mentions = {} }: MessageOutline): string {
  const users = idsOf(mentions.users).map((user) => `<at user_id="${user}">${user}</at>`);
  return [...users, ...(mentions.all === true ? ['<at user_id="all">所有人</at>'] : [])].join(" ");
}

function cardMentions({ mentions = {} }: MessageOutline): string {
  const users = [...idsOf(mentions.users), ...(mentions.all === true ? ["all"] : [])];
  return users.map((user) => `<at id=${user}></at>`).join(" ");
}

/** Without the signs that would end the tag around them. */
function idsOf(users: readonly string[] = []): string[] {
  return users.map((user) => user.replace(/["<>\s]/g, ""));
}

function withKeyword(text: string, keyword: string | undefined): string {
  return keyword === undefined || text.includes(keyword) ? text : `${text}\n\n${keyword}`;
}
