import type { ChannelDefinition, ChannelMessage } from "@belfry/plugin-kit";
import type { Account } from "../accounts/account.ts";
import { parsedConfig } from "../accounts/parsed-config.ts";
import { workingCaps } from "../accounts/working-caps.ts";
import type { PoolAccount } from "../pool/pool-account.ts";

export interface UsableAccount extends PoolAccount {
  /** As the channel's schema reads it. */
  readonly config: unknown;
}

/** An account of a channel, and why it can never send a message; no reason: it may. */
export interface AccountFit {
  readonly account: Account;
  readonly usable: UsableAccount | undefined;
  readonly reason: string | undefined;
}

export interface RoutedMessage {
  readonly channel: ChannelDefinition;
  readonly account: string | undefined;
  readonly bytes: number;
  /** Of one envelope. @default nobody in particular */
  readonly recipients?: readonly string[];
  /** What it holds. @default nobody looks at it */
  readonly message?: ChannelMessage;
}

/** The accounts that may be asked to send a message: the one it names, or all of its channel. */
export function fitAccounts(accounts: readonly Account[], message: RoutedMessage, defaultZone: string): AccountFit[] {
  const { channel, account: wanted } = message;
  return accounts
    .filter(({ channel: id, name }) => id === channel.id && (wanted === undefined || name === wanted))
    .map((account) => {
      const parsed = parsedConfig(channel, account);
      const reason = unfitReason(account, parsed, message);
      if (parsed === undefined || reason !== undefined) return { account, usable: undefined, reason };
      const { name, priority, weight } = account;
      const caps = workingCaps(channel, account.caps, parsed.config);
      const usable = { name, priority, weight, caps, zone: account.timeZone ?? defaultZone, config: parsed.config };
      return { account, usable, reason };
    });
}

function unfitReason(
  { name, enabled }: Account,
  parsed: { readonly config: unknown } | undefined,
  { channel, bytes, recipients = [], message }: RoutedMessage,
): string | undefined {
  if (!enabled) return `The account "${name}" is not enabled.`;
  if (parsed === undefined) return `The configuration of the account "${name}" is not valid any more.`;
  if (channel.maxBytes(parsed.config) < bytes) return `The message is too large for the account "${name}".`;
  const missed = recipients.filter((recipient) => channel.serves?.(parsed.config, recipient) === false);
  if (missed.length > 0) return `The account "${name}" does not reach ${missed.join(", ")}.`;
  const refused = message === undefined ? undefined : channel.refuses?.(parsed.config, message, recipients);
  return refused === undefined ? undefined : `The account "${name}" cannot send it: ${refused}`;
}

/** Why no account can send, as sentences. */
export function sayUnfit(fits: readonly AccountFit[], { channel, account }: RoutedMessage): string {
  if (fits.length > 0) return fits.flatMap(({ reason }) => reason ?? []).join(" ");
  return account === undefined
    ? `The channel "${channel.id}" has no sending account. Add one.`
    : `The channel "${channel.id}" has no account "${account}".`;
}
