import type { DeliveryOutcome } from "@belfry/plugin-kit";
import type { ClaimedMessage, HeldDelivery } from "../sql/claim-due-messages.ts";
import type { OutcomeRecord } from "../sql/record-outcomes.ts";
import type { NextStep } from "./next-step.ts";

/** A delivery on its way: `attempt` is set while a send of it is open. */
export interface Underway {
  readonly held: HeldDelivery;
  attempts: number;
  attempt: number | undefined;
  piecesDone: number;
}

/** Where and until when a delivery waits for an account. */
export interface Wait {
  readonly line: string;
  readonly until: Date | undefined;
}

/** What is written of a delivery: what was said of it, and what happens next. */
export function outcomeRecord(
  { id: messageId, digestOf, isAwaited }: Pick<ClaimedMessage, "id" | "digestOf" | "isAwaited">,
  { held, attempt: open, piecesDone }: Underway,
  step: NextStep,
  { outcome, wait }: { readonly outcome?: DeliveryOutcome; readonly wait?: Wait } = {},
): OutcomeRecord {
  return {
    messageId,
    concernsOthers: isAwaited || digestOf !== null,
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
    delayMs: wait === undefined ? step.delayMs : 0,
    notBefore: wait === undefined ? step.notBefore : wait.until,
    addressGone:
      outcome?.kind === "recipient-fault" && outcome.addressGone === true ? keepable(outcome.reason) : undefined,
    waitsFor: wait?.line,
  };
}

/** What a server says may be long, and may hold a character that PostgreSQL refuses. */
function keepable(text: string): string {
  return text.replaceAll("\0", "").slice(0, 4_000);
}
