/** What the files of campaigns, rewards, batches and messages hold, as far as it is read. */
import type { PerformanceRecord } from "@belfry/incentive";

export interface CampaignsFile {
  readonly campaigns?: readonly GoldenCampaign[];
}
export interface GoldenCampaign {
  readonly key: string;
  readonly revision: string;
  readonly lucky: {
    readonly number: string;
    readonly mode: string;
    readonly sequence: string;
    readonly baseName: string;
    readonly highName: string;
    readonly highThreshold: number;
  } | null;
  readonly tiers: {
    readonly minContracts: number;
    readonly levels: readonly { readonly name: string; readonly threshold: number }[];
  };
  readonly performanceLimits: Readonly<Record<string, number | boolean | null>>;
  readonly awardsYuan: Readonly<Record<string, number>>;
  readonly strategy: { readonly type: string };
  readonly selfReferral: Readonly<Record<string, unknown>> | null;
  readonly badges: unknown;
  readonly processing: Readonly<Record<string, unknown>> | null;
  readonly executed?: Readonly<Record<string, unknown>>;
  readonly housekeeperKey?: string;
}

export interface RewardsFile {
  readonly cases?: readonly {
    readonly id: string;
    readonly campaign: string;
    readonly configRevision?: string;
    readonly input: RewardInput;
    readonly expected: unknown;
  }[];
}
export interface RewardInput {
  readonly contractNumber: number;
  readonly contractAmount: number;
  readonly orderType?: "platform" | "self_referral";
  readonly housekeeper: {
    readonly contractCount: number;
    readonly totalAmount: number;
    readonly performanceAmount: number;
    readonly awarded: readonly string[];
    readonly platformCount?: number;
    readonly platformAmount?: number;
    readonly selfReferralCount?: number;
    readonly selfReferralAmount?: number;
  };
}

export interface BatchesFile {
  readonly cases?: readonly BatchCase[];
}
export interface BatchCase {
  readonly id: string;
  readonly campaign: string;
  readonly engine: string;
  readonly input: BatchInput;
  readonly expected: BatchExpected;
}
export interface BatchInput {
  readonly contracts?: readonly BatchContract[];
  readonly existingContractIds?: readonly string[];
  readonly awardLists?: Readonly<Record<string, readonly string[]>>;
  readonly runs?: readonly (readonly BatchContract[])[];
}
export interface BatchContract {
  readonly contractId: string;
  readonly contractNum: string;
  readonly housekeeper: string;
  readonly serviceProvider: string;
  readonly projectNum: string;
  readonly amount: number;
  readonly signedDate: string;
  readonly sourceType?: number;
  readonly projectAddress?: string;
  readonly pcContractdocNum?: string;
  readonly sourcePerformance?: number;
}
type BatchRow = Readonly<Record<string, unknown>>;
export interface BatchExpected {
  readonly activityCode?: string;
  readonly rows?: readonly BatchRow[];
  readonly runs?: readonly (readonly BatchRow[])[];
}

export interface MessagesFile {
  readonly messages?: readonly {
    readonly id: string;
    readonly campaign: string;
    readonly template: "earlier" | "later";
    readonly eliteDoubling: "all" | "tiers" | "none";
    readonly input: MessageInput;
    readonly expected: MessageExpected;
  }[];
  readonly formatting?: readonly { readonly helper: string; readonly input: string; readonly expected: string }[];
  readonly technicianStatus?: readonly {
    readonly id: string;
    readonly input: readonly TechnicianRow[];
    readonly expected: unknown;
  }[];
}
export interface MessageInput {
  readonly records: readonly PerformanceRecord[];
  readonly eliteHousekeepers?: readonly string[];
  readonly risingStars?: readonly string[];
}
export interface MessageExpected {
  readonly tasks?: readonly unknown[];
  readonly notifiedFlags?: readonly string[];
  readonly fileRewritten?: boolean;
  readonly groupMessage?: string;
}
export type TechnicianRow = readonly [string, string, string, string, unknown, readonly string[]];
