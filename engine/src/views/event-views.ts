import type { Problem, Scope, SlotFate } from "@belfry/model";

/** An event that came in, as it is listed. */
export interface EventSummary {
  readonly id: number;
  readonly receivedAt: Date;
  readonly source: string;
  readonly eventId: string;
  readonly type: string;
  readonly subject: string | null;
  readonly broughtBy: string;
  readonly replayOf: number | null;
  /** What became of it at the triggers it matched: how many of each fate. Empty: it matched none. */
  readonly fates: Readonly<Partial<Record<SlotFate, number>>>;
}

export interface EventDetail extends EventSummary {
  readonly occurredAt: Date | null;
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly data: unknown;
  readonly depth: number;
  readonly decisions: readonly EventDecisionView[];
  /** Triggers whose window still gathers it: it has no fate there yet. */
  readonly gatheredBy: readonly { readonly rule: string; readonly trigger: string; readonly closesAt: Date }[];
}

export interface EventDecisionView {
  readonly rule: string;
  readonly trigger: string;
  readonly fate: SlotFate;
  readonly executionId: number | null;
  readonly detail: Readonly<Record<string, unknown>> | null;
  readonly decidedAt: Date;
}

/** What came in and could not be read. */
export interface EventDeadLetter {
  readonly id: number;
  readonly receivedAt: Date;
  readonly broughtBy: string;
  readonly raw: string;
  readonly problems: readonly Problem[];
  readonly state: "open" | "replayed" | "dismissed";
}

export interface EventFilter {
  readonly type?: string;
  readonly source?: string;
  /** Only those that matched no trigger. */
  readonly unmatched?: boolean;
  readonly rule?: string;
  readonly receivedFrom?: Date;
  readonly receivedUntil?: Date;
  readonly scope?: Scope | null;
  readonly before?: number;
  readonly limit?: number;
}
