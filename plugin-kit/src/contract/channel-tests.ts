/** What the connection test of a channel tells an operator. */
import type { ChannelDefinition } from "../channel.ts";
import type { ChannelContractOptions } from "./channel-contract-options.ts";
import { check, demand, type ContractCheck } from "./contract-check.ts";
import { showsSecret } from "./contract-secret.ts";
import { openChannel } from "./open-channel.ts";

export function channelTests(channel: ChannelDefinition, options: ChannelContractOptions): readonly ContractCheck[] {
  const { validAccount, unreachableAccount, brokenAccounts, taken } = options;
  const broken = [{ name: "cannot be reached", account: unreachableAccount }, ...brokenAccounts];
  return [
    check(`${channel.id}: the test of an account that works passes every step and sends nothing`, async () => {
      const before = taken();
      const steps = await openChannel(channel, options).test(validAccount);
      demand(steps.length > 0, "The test has no steps. Return each thing that was tried.");
      const failed = steps.find(({ ok }) => !ok);
      demand(failed === undefined, `The step ${failed?.step} fails: ${failed?.detail}`);
      demand(taken() === before, "The test sent a message. People test accounts often, and nobody wants their tests.");
    }),
    ...broken.map(({ name, account }) =>
      check(
        `${channel.id}: the test of an account that ${name} stops at the step that fails and says why`,
        async () => {
          const opened = openChannel(channel, options);
          const steps = await opened.test(account);
          demand(
            steps.length > 0 && steps.at(-1)?.ok === false,
            "The last step is not the one that fails. Stop there.",
          );
          demand(
            steps.slice(0, -1).every(({ ok }) => ok),
            "A step before the last fails, and the test goes on. Stop at the first.",
          );
          demand(
            steps.every(({ step }) => step.trim() !== "") && steps.at(-1)?.detail.trim() !== "",
            "A step has no name or no reason. Write them.",
          );
          demand(
            !showsSecret(steps) && !showsSecret(opened.logs),
            "The secret stands in a step or in the log. Leave it out.",
          );
        },
      ),
    ),
  ];
}
