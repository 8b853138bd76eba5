/**
 * How one claimed message is sent.
 *
 * The intent is committed before the payload may leave, the outcome after the answer came. Between the two nobody knows
 * what happened, so whatever ends there, an exception or the process, makes the delivery unknown and never repeats it. A
 * failure before the intent gives the delivery back.
 */
import { isAppError, type SecretMasker } from "@belfry/model";
import type { ChannelDefinition, ChannelMessage, DeliveryOutcome } from "@belfry/plugin-kit";
import type { Account } from "../accounts/account.ts";
import { channelContext } from "../accounts/channel-context.ts";
import type { ChannelLookup } from "../channel-registry.ts";
import { noFaults } from "../fault-points.ts";
import type { NotifyDeps, NotifySettings } from "../notify-context.ts";
import type { ClaimedMessage, HeldDelivery } from "../sql/claim-due-messages.ts";
import type { OutcomeRecord } from "../sql/record-outcomes.ts";
import type { LedgerWriter } from "./ledger-writer.ts";
import { nextStep, type NextStep } from "./next-step.ts";
import { prepareMessage } from "./prepare-message.ts";
import { sendOnce } from "./send-once.ts";
import { usableAccounts, type UsableAccount } from "./usable-accounts.ts";

export interface DispatchDeps extends NotifyDeps {
  readonly channelOf: ChannelLookup;
  readonly writer: LedgerWriter;
  readonly settings: NotifySettings;
}

/** A delivery on its way: `attempt` is set while a send of it is open. */
interface Underway {
  readonly held: HeldDelivery;
  attempts: number;
  attempt: number | undefined;
  piecesDone: number;
}

interface Dispatch {
  readonly deps: DispatchDeps;
  readonly node: number;
  readonly claimed: ClaimedMessage;
  readonly channel: ChannelDefinition;
  readonly message: ChannelMessage;
  readonly signal: AbortSignal;
}

/** Sends a claimed message to the recipients that are due and writes down what became of each. Never rejects. */
export async function dispatchMessage(
  deps: DispatchDeps,
  options: { node: number; claimed: ClaimedMessage; accounts: readonly Account[]; signal: AbortSignal },
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
    const prepared = await prepareMessage(deps, claimed);
    const choice = usableAccounts(options.accounts, {
      channel,
      account: claimed.account ?? undefined,
      bytes: prepared.bytes,
    });
    if (choice.usable.length === 0) {
      await giveUp(deps, claimed, open, { state: "failed", reason: choice.reason });
      return;
    }
    const dispatch = { ...options, deps, channel, message: prepared.message };
    const units = channel.envelope === "message" ? [[...open]] : [...open].map((one) => [one]);
    for (const unit of units) await sendUnit(dispatch, unit, open, reaching(channel, unit, choice.usable));
  } catch (error) {
    await endBadly(deps, claimed, open, error);
  }
}

/** Those of the accounts that reach everybody in an envelope. */
function reaching(
  { serves }: ChannelDefinition,
  unit: readonly Underway[],
  accounts: readonly UsableAccount[],
): readonly UsableAccount[] {
  if (serves === undefined) return accounts;
  return accounts.filter(({ config }) => unit.every(({ held }) => serves(config, held.recipient)));
}

/** Sends one envelope, by the first account and, where an account cannot, by the next. */
async function sendUnit(
  dispatch: Dispatch,
  unit: readonly Underway[],
  open: Set<Underway>,
  accounts: readonly UsableAccount[],
): Promise<void> {
  let rest = unit;
  if (accounts.length === 0) {
    const names = unit.map(({ held }) => held.recipient).join(", ");
    const reason = `No account of the channel "${dispatch.channel.id}" that may send the message reaches ${names}.`;
    await giveUp(dispatch.deps, dispatch.claimed, unit, { state: "failed", reason });
    for (const underway of unit) open.delete(underway);
    return;
  }
  for (const [place, account] of accounts.entries()) {
    const outcomes = await attempt(dispatch, rest, account);
    const hasNextAccount = place + 1 < accounts.length;
    rest = await writeOutcomes(dispatch, rest, open, { outcomes, hasNextAccount });
    if (rest.length === 0) return;
  }
}

async function attempt(
  { deps, node, claimed, channel, message, signal }: Dispatch,
  unit: readonly Underway[],
  account: UsableAccount,
): Promise<DeliveryOutcome[]> {
  const faults = deps.faults ?? noFaults;
  await faults.at("before-intent");
  const deliveries = unit.map(({ held, attempts }) => ({ id: held.id, epoch: held.epoch, attempt: attempts + 1 }));
  await deps.writer.write("intent", { node, account: account.name, deliveries });
  for (const underway of unit) underway.attempt = underway.attempts += 1;
  await faults.at("after-intent");
  const timeout = AbortSignal.timeout(deps.settings.sendTimeoutMs);
  const { context, masker } = channelContext(deps, {
    now: claimed.now,
    signal: AbortSignal.any([signal, timeout]),
    piecesDone: Math.max(...unit.map(({ piecesDone }) => piecesDone)),
  });
  const recipients = unit.map(({ held }) => held.recipient);
  const outcomes = await sendOnce(context, { channel, config: account.config, message, recipients });
  await faults.at("after-send");
  return outcomes.map((outcome) => masked(outcome, masker));
}

function masked(outcome: DeliveryOutcome, masker: SecretMasker): DeliveryOutcome {
  const answer = outcome.answer === undefined ? {} : { answer: masker.text(outcome.answer) };
  if (outcome.kind === "accepted") return { ...outcome, ...answer };
  return { ...outcome, ...answer, reason: masker.text(outcome.reason) };
}

/** Returns the deliveries that the next account is to try. */
async function writeOutcomes(
  { deps, claimed }: Dispatch,
  unit: readonly Underway[],
  open: Set<Underway>,
  result: { outcomes: readonly DeliveryOutcome[]; hasNextAccount: boolean },
): Promise<Underway[]> {
  const rest: Underway[] = [];
  const written = await Promise.allSettled(
    unit.map(async (underway, place) => {
      const outcome = result.outcomes[place] ?? { kind: "unknown", reason: "The channel gave no outcome." };
      const step = nextStep(outcome, {
        deferrals: underway.held.deferrals,
        retryDelaysMs: deps.settings.retryDelaysMs,
        hasNextAccount: result.hasNextAccount,
      });
      await deps.writer.write("outcome", recordOf(claimed, underway, step, outcome));
      underway.attempt = undefined;
      underway.piecesDone = Math.max(underway.piecesDone, outcome.piecesDone ?? 0);
      if (step.state === "sending") rest.push(underway);
      else open.delete(underway);
    }),
  );
  // Only now: two writes of one delivery must never be under way together.
  const refused = written.find((write) => write.status === "rejected");
  if (refused !== undefined) throw refused.reason;
  await (deps.faults ?? noFaults).at("after-outcome");
  return rest;
}

/** Ends the deliveries that are still open without a send. */
async function giveUp(
  deps: DispatchDeps,
  claimed: ClaimedMessage,
  open: Iterable<Underway>,
  step: NextStep,
): Promise<void> {
  await Promise.all([...open].map((underway) => deps.writer.write("outcome", recordOf(claimed, underway, step))));
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
    const failure: DeliveryOutcome =
      underway.attempt !== undefined
        ? { kind: "unknown", reason }
        : { kind: isFinal ? "content-fault" : "try-later", reason };
    const step = nextStep(failure, { deferrals, retryDelaysMs: deps.settings.retryDelaysMs, hasNextAccount: false });
    return deps.writer.write("outcome", recordOf(claimed, underway, step, failure));
  });
  for (const written of await Promise.allSettled(writes)) {
    if (written.status === "fulfilled") continue;
    deps.log.error("The end of a delivery could not be written.", {
      message: claimed.id,
      error: String(written.reason),
    });
  }
}

function recordOf(
  claimed: ClaimedMessage,
  { held, attempt: open, piecesDone }: Underway,
  step: NextStep,
  outcome?: DeliveryOutcome,
): OutcomeRecord {
  return {
    messageId: claimed.id,
    deliveryId: held.id,
    epoch: held.epoch,
    attempt: open,
    outcome: outcome?.kind,
    answer: outcome?.answer === undefined ? undefined : keepable(outcome.answer),
    providerId: outcome?.kind === "accepted" || outcome?.kind === "unknown" ? outcome.providerId : undefined,
    code: outcome?.code,
    segments: outcome?.kind === "accepted" ? outcome.segments : undefined,
    piecesDone: Math.max(piecesDone, outcome?.piecesDone ?? 0),
    reason: step.reason === undefined ? undefined : keepable(step.reason),
    state: step.state,
    delayMs: step.delayMs,
    notBefore: step.notBefore,
  };
}

/** What a server says may be long, and may hold a character that PostgreSQL refuses. */
function keepable(text: string): string {
  return text.replaceAll("\0", "").slice(0, 4_000);
}
