import type { SlotFate } from "@belfry/model";
import type { ExplainStep } from "../explain/explanation.ts";

/** A moment at which an edited rule would have done something else. */
export interface WhatIfDifference {
  /** The fire time, or when the event came in. */
  readonly at: Date;
  readonly change: "more" | "fewer";
  /** The name of the trigger within the rule. */
  readonly trigger: string;
  readonly eventId: number | null;
  /** What really came of it; no execution where nothing was started. */
  readonly happened: { readonly fate: SlotFate | "none"; readonly executionId: number | null };
  /** What would have come of it. */
  readonly wouldHappen: { readonly fate: SlotFate | "none" };
  /** What decided it on the side that did not fire. */
  readonly why: readonly ExplainStep[];
}

/** What an edited rule would have done with what really happened. */
export interface WhatIf {
  readonly rule: string;
  /** The time that was replayed; shorter than asked for where `notes` say so. */
  readonly from: Date;
  readonly until: Date;
  /** How often it would have fired where it did not. */
  readonly more: number;
  readonly fewer: number;
  readonly same: number;
  /** How many fire times and events were replayed. */
  readonly slots: number;
  readonly events: number;
  /** Per day of the zone of the installation, as far as there was anything. */
  readonly days: readonly {
    readonly day: string;
    readonly more: number;
    readonly fewer: number;
    readonly same: number;
  }[];
  /** The newest first, one page of them. */
  readonly differences: readonly WhatIfDifference[];
  /** How many there are in all. */
  readonly total: number;
  /** What this leaves out, and whether it was cut short. */
  readonly notes: readonly ExplainStep[];
}
