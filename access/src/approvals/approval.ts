import type { ApprovalKind, ApprovalState, ApprovalVerdict } from "@belfry/model";

/** A request to a second person, as it is listed. */
export interface ApprovalSummary extends ApprovalVerdict {
  readonly kind: ApprovalKind;
  /** What exactly is asked for. */
  readonly subject: string;
  readonly rule: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly executionId: number | null;
  readonly messageId: number | null;
  readonly reason: string;
  readonly requestedBy: readonly string[];
  readonly requestedAt: Date;
  readonly decidedAt: Date | null;
}

export interface Approval extends ApprovalSummary {
  readonly sample: unknown;
}

/** How a request ends. */
export interface ApprovalEnd {
  readonly state: Exclude<ApprovalState, "pending">;
  /** Empty when nobody decided. */
  readonly decidedBy: string | null;
  readonly comment: string | null;
}
