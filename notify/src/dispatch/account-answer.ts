import type { ChannelDefinition, DeliveryOutcome, ProviderCode } from "@belfry/plugin-kit";
import type { AccountAnswer } from "../pool/note-answer.ts";

/** What the channel knows of the code in an outcome. */
function codeOf(channel: ChannelDefinition, outcome: DeliveryOutcome): ProviderCode | undefined {
  if (outcome.kind === "accepted" || outcome.code === undefined) return undefined;
  const text = outcome.answer ?? outcome.reason;
  return channel.codes?.find(
    ({ code, match }) => code === outcome.code && (match === undefined || text.search(match) !== -1),
  );
}

/**
 * An outcome with the rest that its code asks for. A provider that wants an account to rest says so whether it calls it busy
 * or at fault: another account may send meanwhile.
 */
export function withRest(channel: ChannelDefinition, outcome: DeliveryOutcome, now: Date): DeliveryOutcome {
  if (outcome.kind !== "account-fault" && outcome.kind !== "try-later") return outcome;
  const pauseMs = codeOf(channel, outcome)?.pauseMs;
  if (pauseMs === undefined) return outcome;
  const { reason, answer, code, piecesDone } = outcome;
  const asked = outcome.kind === "account-fault" ? outcome.pauseUntil : outcome.notBefore;
  return {
    kind: "account-fault",
    reason,
    pauseUntil: asked ?? new Date(now.getTime() + pauseMs),
    ...(answer !== undefined && { answer }),
    ...(code !== undefined && { code }),
    ...(piecesDone !== undefined && { piecesDone }),
  };
}

/** What the outcomes of one envelope say about its account. Only its own faults count against it. */
export function accountAnswer(
  channel: ChannelDefinition,
  outcomes: readonly DeliveryOutcome[],
  now: Date,
): AccountAnswer {
  const fault = outcomes.find((outcome) => outcome.kind === "account-fault");
  if (fault?.kind === "account-fault") {
    const { reason, code, pauseUntil } = fault;
    return {
      kind: "fault",
      reason,
      code,
      askedMs: pauseUntil === undefined ? undefined : Math.max(0, pauseUntil.getTime() - now.getTime()),
      tooFast: codeOf(channel, fault)?.tooFast === true,
    };
  }
  return outcomes.every(({ kind }) => kind === "unknown") ? { kind: "unknown" } : { kind: "works" };
}
