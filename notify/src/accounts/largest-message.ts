import { shareReads } from "@belfry/store";
import type { ChannelDefinition } from "@belfry/plugin-kit";
import type { NotifyDeps } from "../notify-context.ts";
import { listAccounts } from "../sql/list-accounts.ts";
import { findAccount } from "./manage-accounts.ts";

/** @throws AppError ACCOUNT_NOT_FOUND */
export type LargestMessage = (channel: ChannelDefinition, account: string | undefined) => Promise<number | undefined>;

/**
 * Knows the largest message, in bytes, that the named account may send, or else the most generous enabled account of the
 * channel; none if the channel has no usable account yet. It is asked for every message that is accepted.
 */
export function createLargestMessage(deps: Pick<NotifyDeps, "store">): LargestMessage {
  const allAccounts = shareReads(() => listAccounts(deps.store));
  return async (channel, name) => {
    const candidates =
      name === undefined
        ? (await allAccounts()).filter((account) => account.channel === channel.id && account.enabled)
        : [await findAccount(deps, channel, name)];
    const limits = candidates.flatMap(({ config }) => {
      const parsed = channel.account.safeParse(config);
      return parsed.success ? [channel.maxBytes(parsed.data)] : [];
    });
    return limits.length === 0 ? undefined : Math.max(...limits);
  };
}
