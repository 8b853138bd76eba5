import type { ActionContext, OutgoingMessage } from "@belfry/plugin-kit";
import { inEveryMessage } from "../messages/every-message.ts";
import type { NotifyInput, Person } from "./notify-input.ts";

/** One message of a notification, and what tells it from the others. */
export interface NotifyPart {
  readonly part: string;
  readonly message: OutgoingMessage;
}

/** A message for everybody who is told on one channel, or for each person who may have to be told on another one. */
export function partsOf(
  ctx: Pick<ActionContext, "now">,
  input: NotifyInput,
): { readonly parts: readonly NotifyPart[]; readonly unreached: number } {
  const { audience, channels, fallbackAfter } = input;
  const ways = audience.map((person) => waysTo(person, channels));
  const reached = ways.flatMap((way) => (way[0] === undefined ? [] : [way as [Way, ...Way[]]]));
  const content = contentOf(ctx, input);
  const parts = fallbackAfter === undefined ? together(content, reached) : apart(content, reached, fallbackAfter);
  return { parts, unreached: ways.length - reached.length };
}

interface Way {
  readonly channel: string;
  readonly address: string;
}

function waysTo(person: Person, channels: readonly string[]): Way[] {
  return channels.flatMap((channel) => {
    const address = Object.hasOwn(person, channel) ? person[channel]?.trim() : undefined;
    return address === undefined || address === "" ? [] : [{ channel, address }];
  });
}

/** A message has this many recipients at most. */
const MOST_RECIPIENTS = 500;

function together(content: Content, reached: readonly [Way, ...Way[]][]): NotifyPart[] {
  const byChannel = Map.groupBy(reached, ([{ channel }]) => channel);
  return [...byChannel].flatMap(([channel, ways]) => {
    const addresses = [...new Set(ways.map(([{ address }]) => address))];
    const pages = Array.from({ length: Math.ceil(addresses.length / MOST_RECIPIENTS) }, (_, page) =>
      addresses.slice(page * MOST_RECIPIENTS, (page + 1) * MOST_RECIPIENTS),
    );
    return pages.map((page, place) => ({
      part: place === 0 ? channel : `${channel}-${place}`,
      message: { ...shownOn(channel, content), channel, ...hidden(channel, page) },
    }));
  });
}

/** People who are told the same need not learn each other's addresses: of a mail all but one get a blind copy. */
function hidden(channel: string, addresses: readonly string[]): Pick<OutgoingMessage, "to" | "bcc"> {
  const [first = "", ...others] = addresses;
  return channel === "email" ? { to: [first], bcc: others } : { to: [...addresses] };
}

function apart(content: Content, reached: readonly [Way, ...Way[]][], after: string): NotifyPart[] {
  return reached.map(([first, ...others]) => ({
    part: `${first.channel} ${first.address.toLowerCase()}`.slice(0, 100),
    message: {
      ...shownOn(first.channel, content),
      channel: first.channel,
      to: [first.address],
      ...(others.length > 0 && {
        escalation: others.slice(0, 5).map(({ channel, address }) => ({ after, channel, to: [address] })),
      }),
    },
  }));
}

type Content = Omit<OutgoingMessage, "channel" | "to">;

/** Whoever is told on one of these learns of the matter without its files; alone, each of them refuses files. */
const WITHOUT_FILES = new Set(["sms", "aliyun-sms", "tencent-sms", "wechat", "dingtalk", "webhook", "inbox"]);

function shownOn(channel: string, content: Content): Content {
  return WITHOUT_FILES.has(channel) ? { ...content, attachments: [] } : content;
}

function contentOf(ctx: Pick<ActionContext, "now">, input: NotifyInput): Content {
  const { subject, text, html, markdown, priority, attachments = [] } = input;
  const given = { subject, text, html, markdown, priority };
  const files = attachments.map((item) => {
    if (!("file" in item)) return { file: item };
    return item.fileName === undefined ? { file: item.file } : { file: item.file, fileName: item.fileName };
  });
  return {
    ...Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)),
    ...inEveryMessage(ctx, input),
    attachments: files,
  };
}
