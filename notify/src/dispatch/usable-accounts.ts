import type { ChannelDefinition } from "@belfry/plugin-kit";
import type { Account } from "../accounts/account.ts";

export interface UsableAccount {
  readonly name: string;
  /** As the channel's schema reads it. */
  readonly config: unknown;
}

export interface AccountChoice {
  /** In the order in which they are asked. */
  readonly usable: readonly UsableAccount[];
  /** Why there is none, as sentences. */
  readonly reason: string;
}

/** The accounts that may send a message: the one that was asked for, or the enabled ones of the channel by priority. */
export function usableAccounts(
  accounts: readonly Account[],
  message: { readonly channel: ChannelDefinition; readonly account: string | undefined; readonly bytes: number },
): AccountChoice {
  const { channel, account: wanted, bytes } = message;
  const candidates = accounts.filter(
    ({ channel: id, name }) => id === channel.id && (wanted === undefined || name === wanted),
  );
  const usable: UsableAccount[] = [];
  const reasons: string[] = [];
  for (const { name, config, enabled } of candidates) {
    const parsed = channel.account.safeParse(config);
    if (!enabled) reasons.push(`The account "${name}" is not enabled.`);
    else if (!parsed.success) reasons.push(`The configuration of the account "${name}" is not valid any more.`);
    else if (channel.maxBytes(parsed.data) < bytes) reasons.push(`The message is too large for the account "${name}".`);
    else usable.push({ name, config: parsed.data });
  }
  if (candidates.length === 0) {
    reasons.push(
      wanted === undefined
        ? `The channel "${channel.id}" has no sending account. Add one.`
        : `The channel "${channel.id}" has no account "${wanted}".`,
    );
  }
  return { usable, reason: reasons.join(" ") };
}
