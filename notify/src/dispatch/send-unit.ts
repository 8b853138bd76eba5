/**
 * How one envelope is sent: by the account that is picked for it and, where that one cannot, by the next.
 *
 * The intent is committed before the payload may leave, the outcome after the answer came. An outcome that nobody knows
 * ends it: no other account sends what may have arrived. While no account may send, the envelope waits and is not asked
 * how often it has been tried.
 */
import type { SecretMasker } from "@belfry/model";
import type { ChannelDefinition, ChannelMessage, DeliveryOutcome } from "@belfry/plugin-kit";
import { channelContext } from "../accounts/channel-context.ts";
import { noFaults } from "../fault-points.ts";
import { canBeGathered } from "../digest/overflow-policy.ts";
import type { ClaimedMessage } from "../sql/claim-due-messages.ts";
import { accountAnswer, withRest } from "./account-answer.ts";
import type { DispatchDeps } from "./dispatch-deps.ts";
import { limitSend } from "./limit-send.ts";
import { nextStep } from "./next-step.ts";
import { noteAccount } from "./note-account.ts";
import { outcomeRecord, type Underway } from "./outcome-record.ts";
import { sendOnce } from "./send-once.ts";
import type { Candidate, Placed, Placement, SendRequest } from "./send-request.ts";
import type { UsableAccount } from "./usable-accounts.ts";
import { waitingLine } from "./waiting-line.ts";

export interface Dispatch {
  readonly deps: DispatchDeps;
  readonly node: number;
  readonly claimed: ClaimedMessage;
  readonly channel: ChannelDefinition;
  readonly message: ChannelMessage;
  /** The account that sends if it may now, before all others. */
  readonly preferred?: string | undefined;
  readonly signal: AbortSignal;
  /** Aborted when this process stops: what it has not begun to send, others send. */
  readonly leaving: AbortSignal;
}

/** A turn is given a part of a second late: whoever waits five minutes and that much has not waited longer than five. */
const TURN_ROUNDING_MS = 1_000;

/** With the names of all accounts that may be asked. */
type Routed = Dispatch & { readonly senders: readonly string[] };

/** Sends one envelope by one of these accounts; all of them reach it. What is settled or waits leaves `open`. */
export async function sendUnit(
  given: Dispatch,
  unit: readonly Underway[],
  open: Set<Underway>,
  accounts: readonly UsableAccount[],
): Promise<void> {
  const dispatch = { ...given, senders: accounts.map(({ name }) => name) };
  let rest = unit;
  let untried = accounts;
  while (rest.length > 0) {
    if (dispatch.leaving.aborted) return handBack(dispatch, rest, open);
    const asked = performance.now();
    const placement = await place(dispatch, rest, untried);
    if (placement.kind === "waits") return wait(dispatch, rest, open, placement);
    if (placement.kind === "never") {
      return letGo(dispatch, rest, open, (underway) =>
        outcomeRecord(dispatch.claimed, underway, { state: "failed", reason: placement.reason }),
      );
    }
    const outcomes = await attempt(dispatch, rest, placement);
    const isSlow = hasShortCap(placement) && performance.now() - asked > dispatch.deps.settings.slowSendMs;
    untried = untried.filter(({ name }) => name !== placement.account.name);
    rest = await writeOutcomes(dispatch, rest, open, {
      outcomes,
      placement: { ...placement, isSlow },
      hasNextAccount: untried.length > 0,
    });
  }
}

/** Asks for an account, and writes the intent if there is one. */
async function place(
  { deps, node, claimed, channel, message, preferred }: Dispatch,
  unit: readonly Underway[],
  accounts: readonly UsableAccount[],
): Promise<Placement> {
  await (deps.faults ?? noFaults).at("before-intent");
  const done = Math.max(...unit.map(({ piecesDone }) => piecesDone));
  const recipients = unit.map(({ held }) => held.recipient);
  const request: SendRequest = {
    node,
    channel: channel.id,
    candidates: accounts.map((account): Candidate => {
      const pieces = channel.pieces?.(message, account.config) ?? 1;
      const sends = Math.max(1, pieces - done);
      return { ...account, sends, daySends: sends * (channel.people?.(recipients, account.config) ?? 1) };
    }),
    preferred,
    deliveries: unit.map(({ held, attempts }) => ({ id: held.id, epoch: held.epoch, attempt: attempts + 1 })),
  };
  await deps.writer.write("intent", request);
  const { placement } = request;
  if (placement === undefined) throw new Error(`Message ${claimed.id} was placed nowhere.`);
  if (placement.kind === "placed") for (const underway of unit) underway.attempt = underway.attempts += 1;
  return placement;
}

async function attempt(
  { deps, claimed, channel, message, signal }: Dispatch,
  unit: readonly Underway[],
  { account }: Placed,
): Promise<DeliveryOutcome[]> {
  const faults = deps.faults ?? noFaults;
  await faults.at("after-intent");
  using limit = limitSend(signal, deps.settings.sendTimeoutMs);
  const { context, masker } = channelContext(deps, {
    now: claimed.now,
    signal: limit.signal,
    piecesDone: Math.max(...unit.map(({ piecesDone }) => piecesDone)),
  });
  const recipients = unit.map(({ held }) => held.recipient);
  const outcomes = await sendOnce(context, { channel, config: account.config, message, recipients });
  await faults.at("after-send");
  return outcomes.map((outcome) => withRest(channel, masked(outcome, masker), claimed.now));
}

/** Whether it matters in which minute a send arrives. */
function hasShortCap({ account: { caps } }: Placed): boolean {
  return caps.perMinute !== undefined || caps.perSecond !== undefined;
}

function masked(outcome: DeliveryOutcome, masker: SecretMasker): DeliveryOutcome {
  const answer = outcome.answer === undefined ? {} : { answer: masker.text(outcome.answer) };
  if (outcome.kind === "accepted") return { ...outcome, ...answer };
  return { ...outcome, ...answer, reason: masker.text(outcome.reason) };
}

/** Returns the deliveries that the next account is to try. */
async function writeOutcomes(
  dispatch: Routed,
  unit: readonly Underway[],
  open: Set<Underway>,
  result: {
    outcomes: readonly DeliveryOutcome[];
    placement: Placed & { readonly isSlow: boolean };
    hasNextAccount: boolean;
  },
): Promise<Underway[]> {
  const { deps, claimed, channel } = dispatch;
  const { outcomes, placement, hasNextAccount } = result;
  const account = { channel: channel.id, account: placement.account.name };
  const change = await noteAccount(deps, account, accountAnswer(channel, outcomes, claimed.now), placement);
  const rest: Underway[] = [];
  const written = await Promise.allSettled(
    unit.map(async (underway, index) => {
      const outcome = outcomes[index] ?? { kind: "unknown", reason: "The channel gave no outcome." };
      const step = nextStep(outcome, {
        deferrals: underway.held.deferrals,
        retryDelaysMs: deps.settings.retryDelaysMs,
        hasNextAccount,
        isTrial: placement.isTrial,
      });
      // It comes back at once, and learns then when it is the first account's turn to send again.
      const waiting = step.waits === true ? { wait: { line: lineOf(dispatch, unit), until: undefined } } : {};
      await deps.writer.write("outcome", outcomeRecord(claimed, underway, step, { outcome, ...waiting }));
      underway.attempt = undefined;
      underway.piecesDone = Math.max(underway.piecesDone, outcome.piecesDone ?? 0);
      if (step.state === "sending") rest.push(underway);
      else open.delete(underway);
    }),
  );
  if (change === "works-again") deps.onAccountFree();
  // Only now: two writes of one delivery must never be under way together.
  const refused = written.find((write) => write.status === "rejected");
  if (refused !== undefined) throw refused.reason;
  await (deps.faults ?? noFaults).at("after-outcome");
  return rest;
}

function lineOf({ channel, claimed, senders }: Routed, unit: readonly Underway[]): string {
  const recipients = unit.map(({ held }) => held.recipient);
  return waitingLine(channel, {
    account: unit[0]?.held.onlyAccount ?? claimed.account ?? undefined,
    recipients,
    accounts: senders,
  });
}

/** Lets an envelope wait until an account may send again. */
async function wait(
  dispatch: Routed,
  unit: readonly Underway[],
  open: Set<Underway>,
  { until, reason, isRest, restCode, atOnce, periodMs }: Extract<Placement, { kind: "waits" }>,
): Promise<void> {
  const { deps, claimed } = dispatch;
  const line = lineOf(dispatch, unit);
  // What is urgent stands at the head of its line, and so does whoever has waited for a cap before. After a rest nobody
  // does: all who waited for it would come at once, and one of them may try the account.
  const isFirst = claimed.isUrgent || (!isRest && unit.some(({ held }) => held.waited));
  const turn = isFirst ? until : await deps.turns.next(line, { until, atOnce, periodMs });
  // After any other fault everybody gets the whole message, however late: the fault may be put right at any time.
  const isLimit = !isRest || dispatch.channel.codes?.some(({ code, tooFast }) => code === restCode && tooFast) === true;
  if (isLimit && (await isTooLate(dispatch, unit, turn))) return gather(dispatch, unit, open, { line, turn, reason });
  await letGo(dispatch, unit, open, (underway) =>
    outcomeRecord(claimed, underway, { state: "queued", reason }, { wait: { line, until: turn } }),
  );
  if (isRest) deps.onLinedUp();
}

/** Lets others send an envelope, at once. */
async function handBack(dispatch: Routed, unit: readonly Underway[], open: Set<Underway>): Promise<void> {
  const record = { state: "queued", reason: "The process that was to send it was stopped." } as const;
  const atOnce = { line: lineOf(dispatch, unit), until: undefined };
  await letGo(dispatch, unit, open, (underway) => outcomeRecord(dispatch.claimed, underway, record, { wait: atOnce }));
}

/** Whether an envelope would wait longer than it should, and may be gathered with others instead. */
async function isTooLate(
  { deps, claimed, channel }: Dispatch,
  unit: readonly Underway[],
  turn: Date,
): Promise<boolean> {
  const [only, ...others] = unit;
  if (only === undefined || others.length > 0 || !canBeGathered(channel, claimed)) return false;
  const { recipient } = only.held;
  const afterMs = await deps.overflowAfterMs({ channel: channel.id, labels: claimed.labels, recipient });
  return turn.getTime() - claimed.now.getTime() >= afterMs + TURN_ROUNDING_MS;
}

/** Lets an envelope go out in a digest. */
async function gather(
  { deps, claimed, channel }: Dispatch,
  unit: readonly Underway[],
  open: Set<Underway>,
  waiting: { readonly line: string; readonly turn: Date; readonly reason: string },
): Promise<void> {
  const { id: messageId, account } = claimed;
  for (const underway of unit) {
    const { id: deliveryId, epoch, recipient } = underway.held;
    const delivery = { messageId, deliveryId, epoch, recipient, channel: channel.id, account: account ?? undefined };
    await deps.writer.write("gather", { ...delivery, ...waiting });
    open.delete(underway);
  }
}

async function letGo(
  { deps }: Dispatch,
  unit: readonly Underway[],
  open: Set<Underway>,
  recordOf: (underway: Underway) => ReturnType<typeof outcomeRecord>,
): Promise<void> {
  await Promise.all(unit.map((underway) => deps.writer.write("outcome", recordOf(underway))));
  for (const underway of unit) open.delete(underway);
}
