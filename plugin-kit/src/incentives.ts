/** What a run of a campaign came to. */
export interface IncentiveRun {
  readonly run: number;
  /** `BJ-2025-05@2025-08` */
  readonly campaign: string;
  /** Rows of the source. */
  readonly rows: number;
  /** New contracts. */
  readonly booked: number;
  /** Contracts that were booked before. */
  readonly known: number;
  /** Contracts of an order type that the campaign does not take. */
  readonly leftOut: number;
  /** Rows that could not be taken. */
  readonly quarantined: number;
  /** Corrections that were proposed. */
  readonly proposed: number;
  readonly rewards: number;
}

/** Something that is to be said about a contract: to the group of the city, or to the contact person about an award. */
export interface IncentiveTelling {
  /** `BJ-2025-05/c-17/group`: by it a message is sent once. */
  readonly key: string;
  readonly campaign: string;
  readonly contract: string;
  readonly kind: "group" | "award";
  readonly text: string;
  readonly city: string;
  readonly person: string;
  readonly housekeeper: string;
  readonly provider: string;
}

/** Campaigns and their ledger of rewards. Each method throws AppError CAMPAIGN_NOT_FOUND. */
export interface IncentiveLedger {
  /**
   * Books the contracts of these rows; the second time nothing is new.
   * @throws AppError CONTRACTS_UNREADABLE when a column is missing, INCENTIVE_RUN_INTERRUPTED
   */
  run(
    campaign: string,
    rows: AsyncIterable<Readonly<Record<string, unknown>>>,
    options: {
      /** What the source is called, for people. */
      readonly source: string;
      /** Column of the campaign → column of the rows, where they have other names. */
      readonly columns: Readonly<Record<string, string>>;
      /** Whether these are all contracts of the campaign: what is booked and missing is proposed to be withdrawn. */
      readonly complete: boolean;
      /** Whether people are to be told of what is new. */
      readonly announce: boolean;
    },
  ): Promise<IncentiveRun>;
  /** What is still to be said, the oldest first. */
  tellings(campaign: string, limit: number): Promise<readonly IncentiveTelling[]>;
  /** Notes that something was said. The second time changes nothing. @throws AppError INCENTIVE_CONTRACT_NOT_FOUND */
  told(
    campaign: string,
    told: { readonly contract: string; readonly kind: "group" | "award"; readonly messageId: number | null },
  ): Promise<void>;
}
