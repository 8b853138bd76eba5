import type { DeliveryState, Percentiles, Scope } from "@belfry/model";
import type { LocalizedText } from "@belfry/plugin-kit";
import type { Backlog } from "../sql/read-backlog.ts";

/** What deliveries are counted by besides time and channel. */
export type Slice = "account" | "template" | "rule" | "label";

/** Deliveries of the messages that were accepted in a time. */
export interface DeliveryNumbers {
  readonly deliveries: number;
  readonly states: Readonly<Partial<Record<DeliveryState | "open", number>>>;
  /** Accepted by the provider, or known to have arrived. */
  readonly arrived: number;
  /** Failed, bounced or unknown. */
  readonly failed: number;
  /** Not sent yet. */
  readonly open: number;
  /** The part of all deliveries that arrived, from 0 to 1; 0 without any. */
  readonly successRate: number;
  /** From the time at which it was to be sent until the provider took it. */
  readonly took: Percentiles | null;
}

export interface FailureReason {
  readonly channel: string;
  readonly state: string;
  /** The provider's code; empty when it gave none. */
  readonly code: string;
  readonly n: number;
  readonly meaning: LocalizedText | null;
  readonly advice: LocalizedText | null;
}

export interface DeliveryGroup {
  readonly channel: string;
  /** The name of the account, the template or the rule; `team=finance`. */
  readonly value: string;
  readonly deliveries: number;
  readonly arrived: number;
  readonly failed: number;
  readonly open: number;
  readonly successRate: number;
}

/** When an account will have sent what it may, if it goes on like this. */
export interface QuotaForecast {
  readonly channel: string;
  readonly account: string;
  readonly window: "day" | "month";
  readonly limit: number;
  readonly used: number;
  readonly left: number;
  /** Sends in an hour at the pace of the last quarter of an hour. */
  readonly perHour: number;
  /** Empty when it does not fill up before the window ends. */
  readonly fullAt: Date | null;
  /** When it may send as much again. */
  readonly endsAt: Date;
}

export interface MessageStatistics {
  readonly timeZone: string;
  readonly by: "hour" | "day";
  readonly total: DeliveryNumbers;
  /** All periods, the empty ones too. */
  readonly periods: readonly (DeliveryNumbers & { readonly from: Date })[];
  readonly channels: readonly (DeliveryNumbers & { readonly channel: string })[];
  readonly groups: readonly DeliveryGroup[];
  readonly failures: readonly FailureReason[];
  readonly backlog: Backlog;
  readonly quotas: readonly QuotaForecast[];
}

export interface MessageStatisticsFilter {
  readonly by: "hour" | "day";
  /** The first hour or day is the one in which this lies. */
  readonly from: Date;
  readonly until: Date;
  readonly channel?: string;
  /** Only deliveries of this account, template, rule and label. */
  readonly only?: Readonly<Partial<Record<Slice, string>>>;
  /** What `groups` are. @default "account" */
  readonly group?: Slice;
  /** What the reader is restricted to. @default nothing */
  readonly scope?: Scope | null;
}
