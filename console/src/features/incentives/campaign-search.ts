import { contractStates, type ContractState } from "./contract-states.ts";
import { textsIn } from "./incentive-search.ts";

export const campaignTabs = [
  "contracts",
  "entries",
  "runs",
  "quarantine",
  "corrections",
  "months",
  "definition",
] as const;
export type CampaignTab = (typeof campaignTabs)[number];

/** What the address of a campaign says. */
export interface CampaignSearch {
  /** @default contracts */
  readonly tab?: Exclude<CampaignTab, "contracts">;
  readonly person?: string;
  readonly provider?: string;
  readonly from?: string;
  readonly until?: string;
  readonly state?: ContractState;
  /** A 合同ID, or a part of a 合同编号. */
  readonly text?: string;
  /** Only what earned something. */
  readonly rewarded?: true;
  /** Of the entries. */
  readonly month?: string;
  /** Also what was settled: of rows that could not be taken, and of corrections. @default what waits */
  readonly all?: true;
  readonly cursor?: string;
  /** The contract that is open. */
  readonly contract?: string;
}

/** Reads an address that anybody may have typed: what makes no sense is left out. */
export function parseCampaignSearch(search: Readonly<Record<string, unknown>>): CampaignSearch {
  const tab = campaignTabs.find((known) => known === search["tab"]);
  const state = contractStates.find((known) => known === search["state"]);
  const { from, until, month, ...texts } = textsIn(search, [
    "person",
    "provider",
    "text",
    "cursor",
    "contract",
    "from",
    "until",
    "month",
  ]);
  return {
    ...(tab !== undefined && tab !== "contracts" && { tab }),
    ...texts,
    ...(from !== undefined && /^\d{4}-\d\d-\d\d$/.test(from) && { from }),
    ...(until !== undefined && /^\d{4}-\d\d-\d\d$/.test(until) && { until }),
    ...(month !== undefined && /^\d{4}-(0[1-9]|1[0-2])$/.test(month) && { month }),
    ...(state !== undefined && { state }),
    ...(search["rewarded"] === true && { rewarded: true as const }),
    ...(search["all"] === true && { all: true as const }),
  };
}

/** The address of one of the lists of a campaign that show what waits, or everything. */
export function waitingSearch(
  tab: "quarantine" | "corrections",
  of: { readonly isAll: boolean; readonly cursor?: string | undefined },
): CampaignSearch {
  return { tab, ...(of.isAll && { all: true as const }), ...(of.cursor !== undefined && { cursor: of.cursor }) };
}

/** What the address of a new campaign says. */
export interface NewCampaignSearch {
  /** The one it begins as: `BJ-2025-05@2025-08`. */
  readonly from?: string;
}

export function parseNewCampaignSearch({ from }: Readonly<Record<string, unknown>>): NewCampaignSearch {
  return typeof from === "string" && /^[^@]+@[^@]+$/.test(from) ? { from } : {};
}
