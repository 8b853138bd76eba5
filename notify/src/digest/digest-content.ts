import { formatInZone, wallClock, type Mentions } from "@belfry/model";
import type { ChannelDefinition } from "@belfry/plugin-kit";
import type { MessageContent } from "../accept/message-content.ts";
import type { Gathered, GatheredMessage } from "../sql/load-gathered.ts";

/** How many messages a digest names at most; the others are counted. Nobody reads more. */
export const MOST_LISTED = 50;
const MOST_TITLE = 60;
/** Room for the heading, the last line and a robot's keyword. */
const AROUND_BYTES = 600;
/** For a channel that names no limit. */
const USUAL_BYTES = 4_000;
const MOST_MENTIONS = 100;

export interface DigestPlace {
  readonly channel: Pick<ChannelDefinition, "contentLimits">;
  /** Where people reach Belfry. @default messages are named by their numbers */
  readonly publicUrl?: string | undefined;
  readonly timeZone: string;
}

/** What a digest says: a line for each message, in one piece. A message that is alone in it is sent as it is. */
export function digestContent(gathered: Gathered, place: DigestPlace): MessageContent {
  const { count, first, messages } = gathered;
  if (count === 1 && first !== null) return first;
  const limits = (place.channel.contentLimits ?? []).flatMap(({ part, unit, most }) =>
    part === "markdown" && unit === "bytes" ? [most] : [],
  );
  let room = Math.min(USUAL_BYTES, ...limits) - AROUND_BYTES;
  const lines: string[] = [];
  for (const message of messages.slice(0, MOST_LISTED)) {
    const line = lineOf(message, gathered.now, place);
    room -= Buffer.byteLength(line) + 1;
    if (room < 0) break;
    lines.push(line);
  }
  const rest = count - lines.length;
  if (rest > 0) lines.push(`- ……以及另外 ${rest} 条${listLink(place)}`);
  const mentions = unitedMentions(gathered.mentions);
  return {
    subject: `另有 ${count} 条：超出机器人的频率限制，合并发送`,
    markdown: lines.join("\n"),
    attachments: [],
    ...(mentions !== undefined && { mentions }),
  };
}

function lineOf(message: GatheredMessage, now: Date, { publicUrl, timeZone }: DigestPlace): string {
  const title = titleOf(message);
  const link =
    publicUrl === undefined ? `${title}（消息 ${message.id}）` : `[${title}](${publicUrl}/messages/${message.id})`;
  return `- ${timeOf(message.createdAt, now, timeZone)} ${link}`;
}

function listLink({ publicUrl }: DigestPlace): string {
  return publicUrl === undefined ? "" : `：[消息列表](${publicUrl}/messages)`;
}

/** The subject, or else the first line, without signs that would point at people or end the link. */
function titleOf({ subject, beginning }: Pick<GatheredMessage, "subject" | "beginning">): string {
  const line = [subject, ...beginning.split("\n")]
    .map((text) => text.replace(/^[#>\s-]+/, "").trim())
    .find((text) => text !== "");
  const plain = (line ?? "")
    .replace(/\s+/g, " ")
    .replaceAll("[", "［")
    .replaceAll("]", "］")
    .replaceAll("<", "＜")
    .replaceAll(">", "＞")
    .replaceAll("*", "＊")
    .replaceAll("`", "'");
  const shown = Array.from(plain);
  return shown.length <= MOST_TITLE ? plain : `${shown.slice(0, MOST_TITLE - 1).join("")}…`;
}

function timeOf(at: Date, now: Date, zone: string): string {
  const [then, today] = [wallClock(at, zone), wallClock(now, zone)];
  const isToday = then.year === today.year && then.month === today.month && then.day === today.day;
  return formatInZone(at, zone, isToday ? "%H:%M" : "%m-%d %H:%M");
}

/** Everybody who is pointed at; nothing when nobody is. */
function unitedMentions(all: Gathered["mentions"]): Mentions | undefined {
  const users = [...new Set(all.flatMap(({ users: some = [] }) => some))].slice(0, MOST_MENTIONS);
  const phones = [...new Set(all.flatMap(({ phones: some = [] }) => some))].slice(0, MOST_MENTIONS);
  const everybody = all.some((mentions) => mentions.all === true);
  if (users.length + phones.length === 0 && !everybody) return undefined;
  return {
    ...(users.length > 0 && { users }),
    ...(phones.length > 0 && { phones }),
    ...(everybody && { all: true }),
  };
}
