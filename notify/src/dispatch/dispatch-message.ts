/**
 * How one claimed message is sent.
 *
 * Between the intent and the outcome of a send nobody knows what happened, so whatever ends there, an exception or the
 * process, makes the delivery unknown and never repeats it. A failure before the intent gives the delivery back.
 */
import { isAppError } from "@belfry/model";
import type { DeliveryOutcome } from "@belfry/plugin-kit";
import type { Account } from "../accounts/account.ts";
import { findConversationAccount } from "../sql/find-conversation-account.ts";
import { leavableMessage } from "../suppression/unsubscribe.ts";
import type { ClaimedMessage } from "../sql/claim-due-messages.ts";
import type { DispatchDeps } from "./dispatch-deps.ts";
import { nextStep } from "./next-step.ts";
import { outcomeRecord, type Underway } from "./outcome-record.ts";
import { prepareMessage } from "./prepare-message.ts";
import { sendUnit } from "./send-unit.ts";
import { fitAccounts, sayUnfit } from "./usable-accounts.ts";

/** Sends a claimed message to the recipients that are due and writes down what became of each. Never rejects. */
export async function dispatchMessage(
  deps: DispatchDeps,
  options: {
    node: number;
    claimed: ClaimedMessage;
    accounts: readonly Account[];
    signal: AbortSignal;
    leaving: AbortSignal;
  },
): Promise<void> {
  const { claimed } = options;
  const open = new Set(
    claimed.deliveries.map((held): Underway => ({
      held,
      attempts: held.attempts,
      attempt: undefined,
      piecesDone: held.piecesDone,
    })),
  );
  try {
    const channel = deps.channelOf(claimed.channel);
    const { message, bytes } = await prepareMessage(deps, claimed);
    const dispatch = { ...options, deps, channel, message };
    const list = claimed.content.unsubscribe;
    const together = channel.envelope === "message" && list === undefined;
    const units = together ? [[...open]] : [...open].map((one) => [one]);
    for (const unit of units) {
      const recipients = unit.map(({ held }) => held.recipient);
      const routed = {
        channel,
        account: unit[0]?.held.onlyAccount ?? claimed.account ?? undefined,
        bytes,
        recipients,
        message,
      };
      const fits = fitAccounts(options.accounts, routed, deps.settings.timeZone);
      const usable = fits.flatMap((fit) => fit.usable ?? []);
      const [first] = unit;
      const preferred = usable.length < 2 ? undefined : await lastSender(deps, claimed, recipients);
      const own =
        list === undefined || first === undefined
          ? { ...dispatch, preferred }
          : {
              ...dispatch,
              preferred,
              message: await leavableMessage(deps, message, { claimed, list, held: first.held }),
            };
      if (usable.length > 0) await deps.slots.use(claimed.isUrgent, () => sendUnit(own, unit, open, usable));
      else await fail(deps, claimed, { unit, open, reason: sayUnfit(fits, routed) });
    }
  } catch (error) {
    await endBadly(deps, claimed, open, error);
  }
}

/** Who sent the last message of its conversation: whoever answered it knows that sender. */
async function lastSender(
  { store }: DispatchDeps,
  { id, channel, content: { conversation } }: ClaimedMessage,
  recipients: readonly string[],
): Promise<string | undefined> {
  if (conversation === undefined) return undefined;
  return findConversationAccount(store, { channel, conversation, recipients, before: id });
}

/** Ends deliveries without a send. */
async function fail(
  deps: DispatchDeps,
  claimed: ClaimedMessage,
  { unit, open, reason }: { unit: readonly Underway[]; open: Set<Underway>; reason: string },
): Promise<void> {
  const step = { state: "failed", reason } as const;
  await Promise.all(unit.map((underway) => deps.writer.write("outcome", outcomeRecord(claimed, underway, step))));
  for (const underway of unit) open.delete(underway);
}

/** Something broke that is nobody's answer: what may have left is unknown, the rest is tried again later. */
async function endBadly(
  deps: DispatchDeps,
  claimed: ClaimedMessage,
  open: Set<Underway>,
  error: unknown,
): Promise<void> {
  if (isAppError(error, "LEASE_LOST")) {
    deps.log.warn("Another node took over a message while it was being sent.", { message: claimed.id });
    return;
  }
  const reason = error instanceof Error ? error.message : String(error);
  deps.log.error("A message could not be dispatched.", { message: claimed.id, error: reason });
  const isFinal = isAppError(error, "ARTIFACT_NOT_FOUND") || isAppError(error, "CHANNEL_NOT_FOUND");
  const writes = [...open].map((underway) => {
    const { deferrals } = underway.held;
    const outcome: DeliveryOutcome =
      underway.attempt !== undefined
        ? { kind: "unknown", reason }
        : { kind: isFinal ? "content-fault" : "try-later", reason };
    const { retryDelaysMs } = deps.settings;
    const step = nextStep(outcome, { deferrals, retryDelaysMs, hasNextAccount: false, isTrial: false });
    return deps.writer.write("outcome", outcomeRecord(claimed, underway, step, { outcome }));
  });
  for (const written of await Promise.allSettled(writes)) {
    if (written.status === "fulfilled") continue;
    deps.log.error("The end of a delivery could not be written.", {
      message: claimed.id,
      error: String(written.reason),
    });
  }
}
