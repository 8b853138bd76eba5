/** What a channel says of itself: its name, its accounts and its addresses. */
import type { ChannelDefinition } from "../channel.ts";
import { demandBothLanguages } from "./both-languages.ts";
import type { ChannelContractOptions } from "./channel-contract-options.ts";
import { check, demand, type ContractCheck } from "./contract-check.ts";
import { demandDescribedFields, demandPublishable } from "./published-schema.ts";

export function channelDescription(
  channel: ChannelDefinition,
  options: ChannelContractOptions,
): readonly ContractCheck[] {
  const { validAccount, validAddress, badAddresses } = options;
  return [
    check(`${channel.id}: its id can stand in an address and in a table`, () => {
      demand(
        /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(channel.id),
        `"${channel.id}" is no id. Write small words with hyphens: wecom-robot.`,
      );
    }),
    check(`${channel.id}: it has a name in Chinese and in English`, () => {
      demandBothLanguages(channel.displayName, "displayName");
    }),
    check(
      `${channel.id}: the configuration of an account can be published as a strict JSON Schema that says what its fields mean`,
      () => {
        demandDescribedFields(demandPublishable(channel.account, "The account"), "The account");
      },
    ),
    check(`${channel.id}: it accepts a valid account and refuses it with a field it does not know`, () => {
      const parsed = channel.account.safeParse(validAccount);
      demand(parsed.success, `The valid account is refused: ${parsed.error?.message ?? ""}`);
      const unknown = channel.account.safeParse({ ...validAccount, fieldNobodyKnows: 1 });
      demand(!unknown.success, "A field it does not know is let through. Use z.strictObject.");
    }),
    check(`${channel.id}: the largest message of an account is a number of bytes`, () => {
      const bytes = channel.maxBytes(channel.account.parse(validAccount));
      demand(Number.isSafeInteger(bytes) && bytes > 0, `maxBytes gives ${bytes}. Return whole bytes.`);
    }),
    check(`${channel.id}: it knows its addresses, and says of others why they are none`, () => {
      const reason = channel.checkAddress(validAddress);
      demand(reason === undefined, `${validAddress} is refused: ${reason ?? ""}`);
      demand(badAddresses.length > 0, "Give at least one text that cannot be an address.");
      for (const address of ["", ...badAddresses]) {
        const why = channel.checkAddress(address);
        demand(why !== undefined, `"${address}" passes for an address. The provider would refuse it at night.`);
        demand(why.trim() !== "", `"${address}" is refused without a reason. Write a sentence.`);
      }
    }),
  ];
}
