import type { Mail } from "./sandbox-queries.ts";

/** Who gets a mail without standing in its header: in the envelope, and neither in To nor in Cc. */
export function blindRecipients({ envelope, to, cc }: Pick<Mail, "envelope" | "to" | "cc">): readonly string[] {
  const named = new Set([...to, ...cc].map((entry) => bareAddress(entry)));
  return envelope.to.filter((address) => !named.has(bareAddress(address)));
}

/** `晚归 <a@b.example>` is `a@b.example`. */
function bareAddress(entry: string): string {
  return (/<([^<>]+)>\s*$/.exec(entry)?.[1] ?? entry).trim().toLowerCase();
}
