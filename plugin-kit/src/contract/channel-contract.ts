/**
 * What every channel promises the delivery ledger. The ledger decides from the outcomes alone whether a message is sent
 * again, through another account or never, so a wrong outcome is a lost message or a double one.
 */
import type { ChannelDefinition } from "../channel.ts";
import type { ChannelContractOptions } from "./channel-contract-options.ts";
import { channelDescription } from "./channel-description.ts";
import { channelSends } from "./channel-sends.ts";
import { channelTests } from "./channel-tests.ts";
import type { ContractCheck } from "./contract-check.ts";

/**
 * The checks that every channel passes before it is listed. Your test starts a fake provider first.
 *
 * @example
 * ```ts
 * declare const options: ChannelContractOptions;
 * for (const check of channelContract(emailChannel, options)) test(check.name, check.run);
 * ```
 */
export function channelContract(channel: ChannelDefinition, options: ChannelContractOptions): readonly ContractCheck[] {
  return [
    ...channelDescription(channel, options),
    ...channelSends(channel, options),
    ...channelTests(channel, options),
  ];
}
