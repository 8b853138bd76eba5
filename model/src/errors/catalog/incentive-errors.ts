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
  CAMPAIGN_REVISION_EXISTS: {
    status: 409,
    message: "This revision of the campaign was saved before and says something else.",
    remedy: "Give the change a revision of its own; what was decided by the old one stays readable.",
  },
  CAMPAIGN_EXISTS: {
    status: 409,
    message: "A campaign with this key belongs to somebody else.",
    remedy: "Take another key.",
  },
  INCENTIVE_RUN_INTERRUPTED: {
    status: 409,
    message: "The campaign changed while its contracts were being booked.",
    remedy: "Run it again: what was booked stays, and the rest follows.",
  },
  INCENTIVE_MONTH_CLOSED: {
    status: 409,
    message: "The books of the month are closed.",
    remedy: "Open the month again, or book it in a month that is open.",
  },
  INCENTIVE_MONTH_OPEN: {
    status: 409,
    message: "The books of the month are open.",
    remedy: "Close the month first.",
  },
  INCENTIVE_CONTRACT_NOT_FOUND: {
    status: 404,
    message: "The campaign has no such contract.",
    remedy:
      "Look for it in the list of contracts; one that was put aside is in the list of rows that could not be taken.",
  },
  INCENTIVE_CORRECTION_REFUSED: {
    status: 409,
    message: "The correction cannot be booked.",
    remedy: "Look at the contract as it stands now.",
  },
  INCENTIVE_CORRECTION_NOT_FOUND: {
    status: 404,
    message: "There is no such correction that waits for a decision.",
    remedy: "Look for it in the list of corrections.",
  },
} as const satisfies Record<string, CatalogEntry>;
