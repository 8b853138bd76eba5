/** The bodies that one message becomes, in the order in which the group sees them. */
import type { MessageOutline } from "@belfry/plugin-kit";
import { jsonBytes } from "../chat/json-bytes.ts";
import { hasMentions, LOOK_ABOVE, plainText, titledMarkdown } from "../chat/message-text.ts";
import { shortTitle } from "../chat/short-title.ts";
import { shownPiece, splitText } from "../split/split-text.ts";
import type { DingtalkPayload } from "./dingtalk-payload.ts";

/** The most that DingTalk takes, for the whole body. */
export const MAX_BODY_BYTES = 20_000;

export type DingtalkBody = Readonly<Record<string, unknown>>;

export function planBodies(
  message: MessageOutline,
  { keyword }: { readonly keyword?: string | undefined },
): readonly DingtalkBody[] {
  const payload = (message.payload ?? {}) as DingtalkPayload;
  const cards = (["link", "actionCard", "feedCard"] as const).flatMap((msgtype) => {
    const content = payload[msgtype];
    return content === undefined ? [] : [{ msgtype, [msgtype]: content }];
  });
  const written = writtenBodies(message, { keyword, hasCards: cards.length > 0 });
  // Cards cannot point at anybody, so a text of one line does it.
  if (written.length > 0 || cards.length === 0 || !hasMentions(message)) return [...written, ...cards];
  const content = withKeyword(message.subject.trim() || LOOK_ABOVE, keyword);
  return [...cards, { msgtype: "text", text: { content }, at: atOf(message) }];
}

function writtenBodies(
  message: MessageOutline,
  { keyword, hasCards }: { readonly keyword: string | undefined; readonly hasCards: boolean },
): DingtalkBody[] {
  const { markdown } = message;
  if (markdown === undefined) {
    const text = plainText(message, { hasCards });
    if (text === "") return [];
    return inBodies(text, { isMarkdown: false, keyword, at: atField(message), bodyOf: textBody });
  }
  const title = shortTitle(message.subject, markdown);
  const bodyOf = (shown: string, at?: object): DingtalkBody => ({
    msgtype: "markdown",
    markdown: { title, text: shown },
    ...at,
  });
  // Whoever is pointed at has to stand in the text too, or DingTalk points at nobody.
  const named = [...(message.mentions?.phones ?? []), ...(message.mentions?.users ?? [])].map((who) => `@${who}`);
  const whole = titledMarkdown(message, named.length === 0 ? markdown : `${markdown}\n\n${named.join(" ")}`);
  return inBodies(whole, { isMarkdown: true, keyword, at: atField(message), bodyOf });
}

function textBody(content: string, at?: object): DingtalkBody {
  return { msgtype: "text", text: { content }, ...at };
}

function inBodies(
  text: string,
  {
    isMarkdown,
    keyword,
    at,
    bodyOf,
  }: {
    isMarkdown: boolean;
    keyword: string | undefined;
    at: object;
    bodyOf: (shown: string, at?: object) => DingtalkBody;
  },
): DingtalkBody[] {
  const around = Buffer.byteLength(JSON.stringify(bodyOf("", at))) + jsonBytes(withKeyword("", keyword));
  const pieces = splitText(text, { most: Math.max(200, MAX_BODY_BYTES - around), measure: jsonBytes, isMarkdown });
  return pieces.map((piece, place) =>
    bodyOf(withKeyword(shownPiece(piece), keyword), place === pieces.length - 1 ? at : undefined),
  );
}

function withKeyword(text: string, keyword: string | undefined): string {
  return keyword === undefined || text.includes(keyword) ? text : `${text}\n\n${keyword}`;
}

/** The field that points at people, with the keys in the only spelling that DingTalk looks at; empty for nobody. */
function atField(message: MessageOutline): object {
  return hasMentions(message) ? { at: atOf(message) } : {};
}

function atOf({ mentions = {} }: MessageOutline): object {
  return { atMobiles: mentions.phones ?? [], atUserIds: mentions.users ?? [], isAtAll: mentions.all === true };
}
