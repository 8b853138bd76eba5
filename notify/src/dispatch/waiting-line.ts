import type { ChannelDefinition } from "@belfry/plugin-kit";

/**
 * The line in which an envelope waits: all in it wait for the same accounts. Where an account reaches only some recipients,
 * each of them has a line of its own.
 */
export function waitingLine(
  channel: ChannelDefinition,
  { account, recipients }: { readonly account: string | undefined; readonly recipients: readonly string[] },
): string {
  const reached = channel.serves === undefined ? undefined : recipients.toSorted().join(" ");
  return JSON.stringify(reached === undefined ? [channel.id, account ?? null] : [channel.id, account ?? null, reached]);
}

export interface LineParts {
  readonly channel: string;
  readonly account: string | undefined;
  readonly recipients: readonly string[];
}

/** What a line waits for. */
export function readLine(line: string): LineParts {
  const [channel = "", account, reached] = JSON.parse(line) as [string?, (string | null)?, string?];
  return { channel, account: account ?? undefined, recipients: reached?.split(" ") ?? [] };
}
