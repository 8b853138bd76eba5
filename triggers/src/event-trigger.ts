import { defineTrigger } from "@belfry/plugin-kit";
import { z } from "zod";

/** A name, or a pattern in which `*` stands for any characters: `order.*`, `https://shop.example/*`. */
const Pattern = z.string().min(1).max(500);

function fits(pattern: string, text: string): boolean {
  const parts = pattern.split("*");
  const [first = "", ...rest] = parts;
  const last = rest.pop();
  if (last === undefined) return text === pattern;
  if (!text.startsWith(first) || !text.endsWith(last) || text.length < first.length + last.length) return false;
  // Each part at its earliest place: what is left is then as long as it can be for the next.
  let at = first.length;
  for (const part of rest) {
    const found = text.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return at <= text.length - last.length;
}

/** Fires for events that come in over HTTP or from other rules. */
export const eventTrigger = defineTrigger({
  kind: "match",
  id: "event",
  displayName: { zh: "事件", en: "Event" },
  description: { zh: "收到指定类型的事件时触发", en: "Fires when an event of a type comes in" },
  config: z.strictObject({
    event: Pattern.describe("The type of the events; `*` stands for any characters: `order.paid`, `order.*`."),
    source: Pattern.optional().describe("Only events of these sources; `*` stands for any characters."),
    subject: Pattern.optional().describe("Only events about these subjects; `*` stands for any characters."),
  }),
  describe: ({ event, source }) => ({
    zh: `收到事件 ${event}${source === undefined ? "" : `，来自 ${source}`}`,
    en: `When an event ${event} comes in${source === undefined ? "" : ` from ${source}`}`,
  }),
  matches: ({ event, source, subject }, incoming) =>
    fits(event, incoming.type) &&
    (source === undefined || fits(source, incoming.source)) &&
    (subject === undefined || (incoming.subject !== undefined && fits(subject, incoming.subject))),
  differs: ({ event, source, subject }, incoming) =>
    (
      [
        ["type", event, incoming.type],
        ["source", source, incoming.source],
        ["subject", subject, incoming.subject],
      ] as const
    ).flatMap(([attribute, wanted, is]) =>
      wanted === undefined || (is !== undefined && fits(wanted, is)) ? [] : [{ attribute, wanted, is: is ?? null }],
    ),
});
