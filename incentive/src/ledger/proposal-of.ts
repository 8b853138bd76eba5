/** A booked contract whose source says otherwise is never edited silently: what differs is proposed to a person. */
import type { Campaign } from "../campaign/campaign.ts";
import {
  changedFacts,
  contractFacts,
  type FactChange,
  type FactName,
  type SomeFacts,
} from "../evaluate/contract-facts.ts";
import type { Contract } from "../evaluate/contract.ts";
import { yuanText } from "../evaluate/format-amount.ts";
import type { KnownContract } from "../sql/load-known.ts";
import type { ProposedCorrection } from "../sql/propose-corrections.ts";
import { dayOf } from "./ledger-lines.ts";

/** What is to be proposed about a contract that comes again; undefined: its source says what is booked. */
export function proposalOf(
  campaign: Campaign,
  booked: KnownContract,
  contract: Contract,
): ProposedCorrection | undefined {
  // What a person withdrew stays withdrawn, whatever its source still says.
  if (booked.state === "withdrawn") return undefined;
  const facts = factsOtherwise(campaign, booked.facts, contract);
  const isOtherAmount = booked.amountFen !== contract.amountFen;
  if (facts.length === 0 && !isOtherAmount) return undefined;
  const [now, before] = [yuanText(contract.amountFen), yuanText(booked.amountFen)];
  const amount = {
    contract: booked.id,
    kind: "amount",
    amountFen: isOtherAmount ? contract.amountFen : null,
    beforeFen: booked.amountFen,
    facts: null,
    reason: `The source says ${now} yuan, and ${before} yuan are booked.`,
  } as const;
  if (facts.length === 0) return amount;
  const said = facts.map(({ fact, before: old, after }) => `${names[fact]} ${old === "" ? "–" : old} → ${after}`);
  if (isOtherAmount) said.push(`amount ${before} → ${now}`);
  return { ...amount, kind: "facts", facts, reason: `The source says something else: ${said.join(", ")}.` };
}

const names: Readonly<Record<FactName, string>> = {
  housekeeper: "person",
  provider: "provider",
  project: "project",
  number: "number",
  signedAt: "signed",
  orderType: "order type",
  address: "address",
  historicalNumber: "historical number",
};

/** What a source says otherwise than the books, of what the campaign goes by. */
function factsOtherwise(campaign: Campaign, booked: KnownContract["facts"], contract: Contract): FactChange[] {
  const { address, historicalNumber, orderType, signedAt, ...always } = contractFacts(contract);
  const compared: SomeFacts = {
    ...always,
    // A time that is written otherwise is the same day.
    ...(dayOf({ signedAt }) !== dayOf(booked) && { signedAt }),
    ...(contract.sourceType !== undefined && { orderType }),
    ...(campaign.selfReferral.award !== undefined && { address }),
    ...(campaign.historicalContracts && { historicalNumber }),
  };
  return changedFacts(booked, compared).filter(isSaid);
}

/** A source without the column says nothing of it, and who was erased is not to be named again. */
function isSaid({ before, after }: FactChange): boolean {
  return after !== "" && !before.includes("[erased]");
}
