/** What a channel makes of a send: one truthful outcome for each recipient, whatever the provider does. */
import type { ChannelDefinition } from "../channel.ts";
import type { DeliveryOutcome } from "../delivery-outcome.ts";
import type { ChannelContractOptions } from "./channel-contract-options.ts";
import { check, demand, type ContractCheck } from "./contract-check.ts";
import { showsSecret } from "./contract-secret.ts";
import { openChannel } from "./open-channel.ts";
import { settledWithin } from "./settled-within.ts";

const ABORT_WITHIN_MS = 2_000;

export function channelSends(channel: ChannelDefinition, options: ChannelContractOptions): readonly ContractCheck[] {
  const { validAddress, refused, unreachableAccount, outside, taken } = options;
  const checks = [
    check(`${channel.id}: a message that the provider takes is accepted`, async () => {
      const before = taken();
      const outcomes = await openChannel(channel, options).send([validAddress]);
      demandKinds(outcomes, ["accepted"]);
      demand(taken() === before + 1, `The provider took ${taken() - before} messages instead of one.`);
    }),
    check(`${channel.id}: every recipient has its own outcome, in the order of the recipients`, async () => {
      const mixed = [{ address: validAddress, kind: "accepted" as const }, ...refused];
      for (const recipients of [mixed, mixed.toReversed()]) {
        const outcomes = await openChannel(channel, options).send(recipients.map(({ address }) => address));
        demandKinds(
          outcomes,
          recipients.map(({ kind }) => kind),
        );
      }
    }),
    check(`${channel.id}: recipients that are all refused are outcomes, not an error`, async () => {
      demand(refused.length > 0, "Give at least one address that the provider refuses.");
      const outcomes = await openChannel(channel, options).send(refused.map(({ address }) => address));
      demandKinds(
        outcomes,
        refused.map(({ kind }) => kind),
      );
      demandReasons(outcomes);
    }),
    check(
      `${channel.id}: a provider that cannot be reached is an outcome, and one that may be tried again`,
      async () => {
        const outcomes = await openChannel(channel, options).send([validAddress], { account: unreachableAccount });
        demandReasons(outcomes);
        demand(
          outcomes.length === 1 && outcomes.every(mayBeTriedAgain),
          `The outcome is ${kindsOf(outcomes)}, although nothing left the house. Say try-later or account-fault.`,
        );
      },
    ),
    check(`${channel.id}: a send that was aborted before it began sends nothing and says so soon`, async () => {
      const before = taken();
      const ended = await settledWithin(
        openChannel(channel, options).send([validAddress], { signal: AbortSignal.abort() }),
        ABORT_WITHIN_MS,
      );
      demand(ended.kind === "returned", "It goes on after the abort, or throws. Return an outcome for each recipient.");
      const outcomes = ended.value as readonly DeliveryOutcome[];
      demand(
        outcomes.length === 1 && outcomes.every(mayBeTriedAgain),
        `The outcome is ${kindsOf(outcomes)}, although nothing left the house. Say try-later.`,
      );
      demand(taken() === before, "The provider took a message although the send was aborted before it began.");
    }),
    check(`${channel.id}: the password of an account stands in no outcome and in no log`, async () => {
      const opened = openChannel(channel, options);
      const outcomes = [
        ...(await opened.send([validAddress, ...refused.map(({ address }) => address)])),
        ...(await opened.send([validAddress], { account: unreachableAccount })),
      ];
      demand(!showsSecret(outcomes), "The secret stands in an outcome. People read these. Leave it out.");
      demand(!showsSecret(opened.logs), "The secret stands in the log. Leave it out.");
    }),
  ];
  if (outside === undefined) return checks;
  return [
    ...checks,
    check(`${channel.id}: the key of the message leaves with it, so that a receiver can drop a double`, async () => {
      const messageKey = `contract-${crypto.randomUUID()}`;
      await openChannel(channel, options).send([validAddress], { messageKey });
      demand(outside().includes(messageKey), "message.messageKey did not leave. Send it along.");
    }),
  ];
}

function demandKinds(outcomes: readonly DeliveryOutcome[], kinds: readonly string[]): void {
  demand(outcomes.length === kinds.length, `There are ${outcomes.length} outcomes for ${kinds.length} recipients.`);
  demand(
    kindsOf(outcomes) === kinds.join(", "),
    `The outcomes are ${kindsOf(outcomes)} instead of ${kinds.join(", ")}.`,
  );
}

function demandReasons(outcomes: readonly DeliveryOutcome[]): void {
  const silent = outcomes.find((outcome) => outcome.kind !== "accepted" && outcome.reason.trim() === "");
  demand(silent === undefined, `An outcome ${silent?.kind} has no reason. Write what happened and what to do.`);
}

function mayBeTriedAgain({ kind }: DeliveryOutcome): boolean {
  return kind === "try-later" || kind === "account-fault";
}

function kindsOf(outcomes: readonly DeliveryOutcome[]): string {
  return outcomes.map(({ kind }) => kind).join(", ");
}
