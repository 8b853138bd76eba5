import type { ChannelDefinition } from "@belfry/plugin-kit";
import type { NotifyDeps } from "../notify-context.ts";
import { listAccounts } from "../sql/list-accounts.ts";
import { findAccount } from "./manage-accounts.ts";

/**
 * The largest message, in bytes, that the named account may send, or else the most generous enabled account of the channel;
 * none if the channel has no usable account yet. @throws AppError ACCOUNT_NOT_FOUND
 */
export async function largestMessage(
  deps: Pick<NotifyDeps, "store">,
  channel: ChannelDefinition,
  name: string | undefined,
): Promise<number | undefined> {
  const candidates =
    name === undefined
      ? (await listAccounts(deps.store, channel.id)).filter(({ enabled }) => enabled)
      : [await findAccount(deps, channel, name)];
  const limits = candidates.flatMap(({ config }) => {
    const parsed = channel.account.safeParse(config);
    return parsed.success ? [channel.maxBytes(parsed.data)] : [];
  });
  return limits.length === 0 ? undefined : Math.max(...limits);
}
