import type { Campaign } from "../campaign/campaign.ts";
import { faultOfDay } from "../csv/fault-of-day.ts";
import { changedFacts, type FactChange, type SomeFacts } from "../evaluate/contract-facts.ts";
import type { KnownContract } from "../sql/load-known.ts";

export interface Correction {
  /** 合同ID(_id) */
  readonly contract: string;
  /** That it does not hold any more; or what it is worth, and what else is otherwise. */
  readonly change: { readonly withdrawn: true } | OtherContract;
  readonly reason: string;
}

interface OtherContract {
  readonly amountFen?: number | undefined;
  readonly facts?: SomeFacts | undefined;
}

/** What is booked of a correction. */
export interface Decided {
  readonly kind: "amount" | "facts" | "withdrawn";
  readonly amountFen: number | null;
  readonly facts: readonly FactChange[] | null;
}

/** What a correction changes of a contract; or, as a sentence, why there is nothing to be booked. */
export function decideCorrection(
  campaign: Campaign,
  booked: KnownContract,
  change: Correction["change"],
): Decided | { readonly refused: string } {
  if (booked.state === "withdrawn") return { refused: "The contract was withdrawn before." };
  if ("withdrawn" in change) return { kind: "withdrawn", amountFen: null, facts: null };
  const { amountFen = booked.amountFen, facts = {} } = change;
  if (amountFen < 0)
    return { refused: "An amount is not negative; a contract that does not hold any more is withdrawn." };
  const changed = changedFacts(booked.facts, facts);
  const isOtherAmount = amountFen !== booked.amountFen;
  if (changed.length === 0 && !isOtherAmount) return { refused: "The contract is booked like that already." };
  const day = changed.find(({ fact }) => fact === "signedAt");
  const fault = day === undefined ? undefined : faultOfDay(campaign, day.after);
  if (fault !== undefined) return { refused: `${fault.message} ${fault.remedy}` };
  return {
    kind: changed.length > 0 ? "facts" : "amount",
    amountFen: isOtherAmount ? amountFen : null,
    facts: changed.length > 0 ? changed : null,
  };
}
