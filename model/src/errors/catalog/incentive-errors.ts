import type { CatalogEntry } from "./catalog-entry.ts";

/** Campaigns, contracts and awards. */
export const incentiveErrors = {
  CAMPAIGN_NOT_FOUND: {
    status: 404,
    message: "There is no campaign with this key and revision.",
    remedy: "Name one of those that are listed.",
  },
  CAMPAIGN_INVALID: {
    status: 422,
    message: "The campaign is not valid.",
    remedy: "Correct the problems that are named and save it again.",
  },
  CONTRACT_INVALID: {
    status: 422,
    message: "The contract cannot be evaluated.",
    remedy: "Correct the contract in its source; nothing was counted.",
  },
  CONTRACTS_UNREADABLE: {
    status: 422,
    message: "The file of contracts cannot be read.",
    remedy: "Correct what is named and hand the file in again; nothing was counted.",
  },
  INCENTIVE_STATE_INVALID: {
    status: 422,
    message: "The state of the campaign cannot be used.",
    remedy: "Hand in the state that the last run of this campaign gave.",
  },
} as const satisfies Record<string, CatalogEntry>;
