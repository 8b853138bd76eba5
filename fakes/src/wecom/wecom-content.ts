/** What WeCom takes as a message of a robot, what it refuses, and what the chat shows of it. */
import { createHash } from "node:crypto";
import type { ProviderReply } from "../answer-message.ts";
import { fieldsOf, listOf, textOf, type JsonFields } from "../json-fields.ts";
import type { ReceivedChatMessage } from "../received-chat-message.ts";
import type { WecomMedia } from "./wecom-media.ts";
import { wecomError, wecomParameterError } from "./wecom-replies.ts";

export type WecomShown = Omit<ReceivedChatMessage, "at" | "to">;
export type WecomRead =
  | { readonly ok: true; readonly shown: WecomShown }
  | { readonly ok: false; readonly reply: ProviderReply };

const MAX_IMAGE_BYTES = 2 * 1024 * 1024;

/** @param mediaOf finds an uploaded file of this sender that is still valid */
export function readWecomMessage(
  body: JsonFields,
  limits: { readonly textBytes: number; readonly markdownBytes: number },
  mediaOf: (id: string) => WecomMedia | undefined,
): WecomRead {
  const kind = textOf(body["msgtype"]);
  const content = fieldsOf(body[kind]);
  switch (kind) {
    case "text":
      return readText(content, limits.textBytes);
    case "markdown":
    case "markdown_v2":
      return readMarkdown(kind, content, limits.markdownBytes);
    case "image":
      return readImage(content);
    case "news":
      return readNews(content);
    case "file":
    case "voice": {
      const media = mediaOf(textOf(content["media_id"]));
      return media === undefined
        ? refused(wecomError("badMedia"))
        : shown({ kind, text: "", mentions: [], file: media });
    }
    case "textcard": {
      const [title, text, url] = ["title", "description", "url"].map((name) => textOf(content[name]));
      if (title === "" || text === "" || url === "") return refused(wecomError("missing"));
      return shown({ kind, title: title ?? "", text: text ?? "", mentions: [] });
    }
    case "template_card":
      return readCard(content);
    default:
      return refused(wecomError("badType"));
  }
}

function readText(content: JsonFields, most: number): WecomRead {
  const text = textOf(content["content"]);
  if (text === "") return refused(wecomError("empty"));
  if (Buffer.byteLength(text) > most) return refused(wecomParameterError(`text.content exceed max length ${most}`));
  const mentions = [...listOf(content["mentioned_list"]), ...listOf(content["mentioned_mobile_list"])].map(mentionOf);
  return shown({ kind: "text", text, mentions });
}

function readMarkdown(kind: "markdown" | "markdown_v2", content: JsonFields, most: number): WecomRead {
  const text = textOf(content["content"]);
  if (text === "") return refused(wecomError("empty"));
  if (Buffer.byteLength(text) > most) return refused(wecomParameterError(`${kind}.content exceed max length ${most}`));
  // The newer form shows an @ as the signs it is written with.
  const mentions = kind === "markdown" ? [...text.matchAll(/<@([^>\s]+)>/g)].map(([, user]) => mentionOf(user)) : [];
  return shown({ kind, text, mentions });
}

function readImage(content: JsonFields): WecomRead {
  const raw = Buffer.from(textOf(content["base64"]), "base64");
  const isImage = raw.subarray(0, 3).equals(Buffer.from([0xff, 0xd8, 0xff])) || raw.subarray(1, 4).toString() === "PNG";
  if (!isImage || raw.length > MAX_IMAGE_BYTES) return refused(wecomError("badImage"));
  if (createHash("md5").update(raw).digest("hex") !== content["md5"]) return refused(wecomError("badParameter"));
  return shown({ kind: "image", text: "", mentions: [], file: { name: "", bytes: raw.length } });
}

function readNews(content: JsonFields): WecomRead {
  const articles = Array.isArray(content["articles"]) ? content["articles"].map(fieldsOf) : [];
  if (articles.length < 1 || articles.length > 8) return refused(wecomError("badParameter"));
  if (articles.some(({ title, url }) => textOf(title) === "" || textOf(url) === ""))
    return refused(wecomError("missing"));
  const lines = articles.map(({ title, description, url }) =>
    [cut(textOf(title), 128), cut(textOf(description), 512), textOf(url)].filter((part) => part !== "").join("\n"),
  );
  return shown({ kind: "news", text: lines.join("\n"), mentions: [] });
}

function readCard(card: JsonFields): WecomRead {
  const title = textOf(fieldsOf(card["main_title"])["title"]);
  const sub = textOf(card["sub_title_text"]);
  const action = fieldsOf(card["card_action"]);
  if (!["text_notice", "news_notice"].includes(textOf(card["card_type"]))) return refused(wecomError("badParameter"));
  if (title === "" && sub === "") return refused(wecomError("missing"));
  if (action["type"] !== 1 && action["type"] !== 2) return refused(wecomError("missing"));
  if (action["type"] === 1 && textOf(action["url"]) === "") return refused(wecomError("missing"));
  const rows = listOf(card["horizontal_content_list"]).map(fieldsOf);
  if (rows.length > 6 || listOf(card["jump_list"]).length > 3) return refused(wecomError("badParameter"));
  const lines = [
    textOf(fieldsOf(card["main_title"])["desc"]),
    sub,
    ...rows.map((row) => `${textOf(row["keyname"])}: ${textOf(row["value"])}`),
  ];
  return shown({
    kind: "template_card",
    title,
    text: lines.filter((line) => line !== "").join("\n"),
    mentions: [],
  });
}

function mentionOf(user: unknown): string {
  return user === "@all" || user === "all" ? "all" : textOf(user);
}

function shown(message: WecomShown): WecomRead {
  return { ok: true, shown: message };
}

function refused(reply: ProviderReply): WecomRead {
  return { ok: false, reply };
}

/** As WeCom cuts a title: without a broken character at its end. */
function cut(text: string, bytes: number): string {
  return new TextDecoder().decode(Buffer.from(text).subarray(0, bytes)).replace(/�$/, "");
}
