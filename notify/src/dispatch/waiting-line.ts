import type { ChannelDefinition } from "@belfry/plugin-kit";

/**
 * The line in which an envelope waits: all in it wait for the same accounts. Where an account reaches only some recipients,
 * each of them has a line of its own; where it sends only some messages, those that the same accounts send.
 */
export function waitingLine(
  channel: ChannelDefinition,
  {
    account,
    recipients,
    accounts,
  }: {
    readonly account: string | undefined;
    readonly recipients: readonly string[];
    /** The names of those that send it. */
    readonly accounts: readonly string[];
  },
): string {
  const reached = channel.serves === undefined ? undefined : recipients.toSorted().join(" ");
  const senders = channel.refuses === undefined ? undefined : accounts.toSorted();
  const parts = [channel.id, account ?? null, ...(reached === undefined ? [] : [reached])];
  return JSON.stringify(senders === undefined ? parts : [channel.id, account ?? null, reached ?? "", senders]);
}

export interface LineParts {
  readonly channel: string;
  readonly account: string | undefined;
  readonly recipients: readonly string[];
  /** The names of those that send what waits in it. @default any that reach its recipients */
  readonly accounts: readonly string[] | undefined;
}

/** What a line waits for. */
export function readLine(line: string): LineParts {
  const [channel = "", account, reached = "", accounts] = JSON.parse(line) as [
    string?,
    (string | null)?,
    string?,
    string[]?,
  ];
  return { channel, account: account ?? undefined, recipients: reached === "" ? [] : reached.split(" "), accounts };
}
