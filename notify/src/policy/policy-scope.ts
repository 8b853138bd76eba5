import type { MessagePolicy } from "@belfry/model";

/** What a policy looks at to find out whether a message is its business. */
export interface JudgedMessage {
  readonly channel: string;
  readonly labels: Readonly<Record<string, string>>;
}

/** Whether a policy is about this message. */
export function isAbout(
  { channels, labels }: Pick<MessagePolicy, "channels" | "labels">,
  message: JudgedMessage,
): boolean {
  if (channels !== undefined && !channels.includes(message.channel)) return false;
  return Object.entries(labels ?? {}).every(([label, value]) => message.labels[label] === value);
}

/** Whether a policy is about this recipient: one of its patterns fits, in small or large letters. */
export function isFor(
  { recipients }: { readonly recipients?: readonly string[] | undefined },
  address: string,
): boolean {
  return recipients === undefined || recipients.some((pattern) => fits(pattern.toLowerCase(), address.toLowerCase()));
}

/** Compares piece by piece; an expression made from a pattern could take for ever. */
function fits(pattern: string, address: string): boolean {
  const [first = "", ...others] = pattern.split("*");
  if (others.length === 0) return pattern === address;
  if (!address.startsWith(first)) return false;
  const last = others.pop() ?? "";
  let at = first.length;
  for (const piece of others) {
    const found = address.indexOf(piece, at);
    if (found === -1) return false;
    at = found + piece.length;
  }
  return address.length - last.length >= at && address.endsWith(last);
}
