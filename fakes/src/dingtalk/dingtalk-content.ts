/** What DingTalk takes as a message of a robot, and what the group sees of it. */
import type { ProviderReply } from "../answer-message.ts";
import { fieldsOf, listOf, textOf, type JsonFields } from "../json-fields.ts";
import type { ReceivedChatMessage } from "../received-chat-message.ts";
import { dingtalkReplies } from "./dingtalk-replies.ts";

type Shown = Omit<ReceivedChatMessage, "at" | "to">;
export type DingtalkRead =
  | { readonly ok: true; readonly shown: Shown }
  | { readonly ok: false; readonly reply: ProviderReply };

const refused: DingtalkRead = { ok: false, reply: dingtalkReplies.missing };

export function readDingtalkMessage(body: JsonFields | undefined): DingtalkRead {
  if (body === undefined) return refused;
  const kind = textOf(body["msgtype"]);
  const content = fieldsOf(body[kind]);
  const title = textOf(content["title"]);
  const text = textOf(content["text"]);
  switch (kind) {
    case "text": {
      const written = textOf(content["content"]);
      return written === "" ? refused : shown({ kind, text: written, mentions: mentionsOf(body) });
    }
    case "markdown":
      if (title === "" || text === "") return refused;
      // Only who also stands in the text is pointed at.
      return shown({
        kind,
        title,
        text,
        mentions: mentionsOf(body).filter((who) => who === "all" || text.includes(`@${who}`)),
      });
    case "link":
      if (title === "" || text === "" || textOf(content["messageUrl"]) === "") return refused;
      return shown({ kind, title, text: `${text}\n${textOf(content["messageUrl"])}`, mentions: [] });
    case "actionCard": {
      const buttons = listOf(content["btns"]).map(fieldsOf);
      const isSingle = textOf(content["singleTitle"]) !== "" && textOf(content["singleURL"]) !== "";
      if (title === "" || text === "" || (!isSingle && buttons.length === 0)) return refused;
      const names = isSingle ? [textOf(content["singleTitle"])] : buttons.map((button) => textOf(button["title"]));
      return shown({ kind, title, text: [text, ...names.map((name) => `[${name}]`)].join("\n"), mentions: [] });
    }
    case "feedCard": {
      const links = listOf(content["links"]).map(fieldsOf);
      if (links.length === 0) return refused;
      return shown({ kind, text: links.map((link) => textOf(link["title"])).join("\n"), mentions: [] });
    }
    default:
      return refused;
  }
}

/** Who is pointed at. Keys in another spelling are not looked at. */
function mentionsOf(body: JsonFields): string[] {
  const at = fieldsOf(body["at"]);
  const named = [...listOf(at["atMobiles"]), ...listOf(at["atUserIds"])].map(textOf);
  return at["isAtAll"] === true ? ["all", ...named] : named;
}

function shown(message: Shown): DingtalkRead {
  return { ok: true, shown: message };
}
