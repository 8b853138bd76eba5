import type { IncentiveContract, IncentiveContractDetail } from "@belfry/client";
import type { Tone } from "../../ui/StateMark.tsx";

export type ContractState = IncentiveContract["state"];
export const contractStates = ["booked", "left-out", "withdrawn"] as const satisfies readonly ContractState[];

export const contractTones: Readonly<Record<ContractState, Tone>> = {
  booked: "good",
  "left-out": "quiet",
  withdrawn: "held",
};

type TellingState = IncentiveContractDetail["tellings"][number]["state"];

export const tellingTones: Readonly<Record<TellingState, Tone>> = { due: "held", told: "good", dropped: "quiet" };
