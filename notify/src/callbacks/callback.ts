import type { DeliveryState } from "@belfry/model";

/** What somebody is told: that a delivery is in this state now. */
export type CallbackEventType = `delivery.${DeliveryState}`;

/** Where a user's system is told what became of messages, as somebody writes it. */
export interface CallbackDraft {
  readonly name: string;
  readonly url: string;
  /** The name of the secret in the vault with which calls are signed: `whsec_…`. */
  readonly secret: string;
  /** @default all */
  readonly events?: readonly CallbackEventType[];
  /** Only messages of these channels. @default all */
  readonly channels?: readonly string[];
  /** Only messages that carry all of these labels. @default all */
  readonly labels?: Readonly<Record<string, string>>;
  /** Whether it is told only of messages that name it. @default false */
  readonly onlyNamed?: boolean;
  /** @default true */
  readonly enabled?: boolean;
}

/** How a callback is. */
export interface CallbackView extends Required<CallbackDraft> {
  /** The secret before this one; it signs, too, until then. */
  readonly previousSecret: string | null;
  readonly previousUntil: Date | null;
  /** When whoever answers there has proved to want this. Nothing is told before. */
  readonly verifiedAt: Date | null;
  /** When Belfry stopped calling, and why. */
  readonly stoppedAt: Date | null;
  readonly stoppedBecause: "gone" | "failing" | null;
  /** Since when every call has failed. */
  readonly failingSince: Date | null;
  /** Nothing is told before: whoever answers there asked for it. */
  readonly pausedUntil: Date | null;
  /** How many events wait to be told; at most 10,000 are counted. */
  readonly waiting: number;
  readonly updatedAt: Date;
  readonly updatedBy: string;
}

export type CallbackEventStatus = "waiting" | "done" | "failed" | "missed";

/** One event that a callback is told, or was to be. */
export interface CallbackEventView {
  readonly id: number;
  readonly type: string;
  readonly messageId: number;
  readonly recipient: string;
  readonly at: Date;
  readonly status: CallbackEventStatus;
  readonly tries: number;
  /** When it is told next; meaningful while it waits. */
  readonly nextAt: Date | null;
  readonly triedAt: Date | null;
  readonly httpStatus: number | null;
  readonly problem: string | null;
}

/** A callback that Belfry itself has stopped calling. */
export interface StoppedCallback {
  readonly name: string;
  readonly because: "gone" | "failing";
  /** Since when every call has failed. */
  readonly since: Date;
}
