import type { Problem } from "@belfry/model";
import type { ChannelDefinition, MessageOutline } from "@belfry/plugin-kit";

/** What of a message its channel cannot show, and what is longer than its limits say. */
export function shownProblems(channel: ChannelDefinition, message: MessageOutline): readonly Problem[] {
  const tooLong = lengthProblems(channel, message);
  const known = new Set(tooLong.map(({ path }) => path));
  return [...tooLong, ...(channel.problems?.(message) ?? []).filter(({ path }) => !known.has(path))];
}

/** What stands beside a payload is the business of the channel, which may not send it at all. */
function lengthProblems({ id, contentLimits = [] }: ChannelDefinition, message: MessageOutline): Problem[] {
  if (message.payload !== undefined) return [];
  const parts = { subject: message.subject, text: message.text, html: message.html, markdown: message.markdown };
  return contentLimits.flatMap(({ part, unit, most, splits = false }) => {
    const written = splits ? undefined : Object.entries(parts).find(([name]) => name === part)?.[1];
    if (written === undefined) return [];
    const length = unit === "bytes" ? Buffer.byteLength(written) : Array.from(written).length;
    if (length <= most) return [];
    const told = `It has ${length} ${unit}, and the channel "${id}" takes at most ${most}.`;
    return [{ path: part, message: told, remedy: "Shorten it, or send it as a file or by mail." }];
  });
}
