/** What Feishu takes as a message of a custom bot, and what the group sees of it. */
import type { ProviderReply } from "../answer-message.ts";
import { fieldsOf, listOf, textOf, type JsonFields } from "../json-fields.ts";
import type { ReceivedChatMessage } from "../received-chat-message.ts";
import { feishuReplies } from "./feishu-replies.ts";

type Shown = Omit<ReceivedChatMessage, "at" | "to">;
export type FeishuRead =
  | { readonly ok: true; readonly shown: Shown }
  | { readonly ok: false; readonly reply: ProviderReply };

/** @param imageOf finds an uploaded picture by its key */
export function readFeishuMessage(
  body: JsonFields,
  imageOf: (key: string) => { bytes: number } | undefined,
): FeishuRead {
  const kind = textOf(body["msg_type"]);
  const content = fieldsOf(body["content"]);
  switch (kind) {
    case "text": {
      const text = textOf(content["text"]);
      return text === ""
        ? refused(feishuReplies.badRequest)
        : shown({ kind, text: withoutAts(text), mentions: mentionsIn(text) });
    }
    case "post":
      return readPost(fieldsOf(content["post"]));
    case "image": {
      const image = imageOf(textOf(content["image_key"]));
      if (image === undefined) return refused(feishuReplies.badRequest);
      return shown({ kind, text: "", mentions: [], file: { name: "", bytes: image.bytes } });
    }
    case "share_chat":
      if (textOf(content["share_chat_id"]) === "") return refused(feishuReplies.badRequest);
      return shown({ kind, text: "", mentions: [] });
    case "interactive":
      return readCard(fieldsOf(body["card"]));
    default:
      return refused(kind === "" ? feishuReplies.noType : feishuReplies.badRequest);
  }
}

function readPost(post: JsonFields): FeishuRead {
  const chinese = fieldsOf(post["zh_cn"] ?? post["en_us"]);
  const lines = listOf(chinese["content"]).map((line) => listOf(line).map(fieldsOf));
  if (lines.length === 0) return refused(feishuReplies.badRequest);
  const mentions = lines.flat().flatMap(({ tag, user_id: user }) => (tag === "at" ? [textOf(user)] : []));
  const text = lines.map((line) => line.map((part) => textOf(part["text"])).join("")).join("\n");
  return shown({ kind: "post", title: textOf(chinese["title"]), text, mentions });
}

function readCard(card: JsonFields): FeishuRead {
  const elements = listOf(card["elements"] ?? fieldsOf(card["body"])["elements"]).map(fieldsOf);
  const title = textOf(fieldsOf(fieldsOf(card["header"])["title"])["content"]);
  if (elements.length === 0 && title === "") return refused(feishuReplies.badRequest);
  const text = elements.map((one) => textOf(one["content"]) || textOf(fieldsOf(one["text"])["content"])).join("\n");
  const mentions = [...text.matchAll(/<at id=([^>\s]+)><\/at>/g)].map(([, who]) => who ?? "");
  return shown({ kind: "interactive", title, text: text.replace(/<at id=([^>\s]+)><\/at>/g, "@$1"), mentions });
}

function mentionsIn(text: string): string[] {
  return [...text.matchAll(/<at user_id="([^"]+)">/g)].map(([, who]) => who ?? "");
}

function withoutAts(text: string): string {
  return text.replace(/<at user_id="[^"]+">([^<]*)<\/at>/g, "@$1");
}

function shown(message: Shown): FeishuRead {
  return { ok: true, shown: message };
}

function refused(reply: ProviderReply): FeishuRead {
  return { ok: false, reply };
}
