import type { Actor } from "./actor.ts";

/** What a second person can be asked to release. */
export const ApprovalKind = {
  "rule-enable": "rule-enable",
  "rule-archive": "rule-archive",
  message: "message",
  step: "step",
} as const;
export type ApprovalKind = (typeof ApprovalKind)[keyof typeof ApprovalKind];

/** `waiting` is called `pending` here as in most houses; the other states are final. */
export const ApprovalState = {
  pending: "pending",
  approved: "approved",
  rejected: "rejected",
  expired: "expired",
  withdrawn: "withdrawn",
} as const;
export type ApprovalState = (typeof ApprovalState)[keyof typeof ApprovalState];

/** A question to a second person. */
export interface ApprovalRequest {
  readonly kind: ApprovalKind;
  /** What exactly is asked for. Of the requests with one subject at most one waits. */
  readonly subject: string;
  readonly rule: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly executionId?: number;
  readonly messageId?: number;
  /** Why somebody is asked, as a sentence. */
  readonly reason: string;
  /** Who may not decide: those who asked, and who wrote what is asked for. */
  readonly requestedBy: readonly string[];
  /** Who asks, for the audit trail. */
  readonly by: Actor;
  /** What the second person looks at, as JSON and without secrets. */
  readonly sample: unknown;
}

/** What became of a request so far. */
export interface ApprovalVerdict {
  readonly id: number;
  readonly state: ApprovalState;
  readonly expiresAt: Date;
  readonly decidedBy: string | null;
  readonly comment: string | null;
}

/** How a request that was not approved is told to whoever waits for it. */
export function refusalText(verdict: Pick<ApprovalVerdict, "id" | "state" | "decidedBy" | "comment">): string {
  const why = verdict.comment === null || verdict.comment === "" ? "" : `: ${verdict.comment}`;
  const by = verdict.decidedBy ?? "nobody";
  switch (verdict.state) {
    case "expired":
      return `Nobody decided about approval ${verdict.id} in time.`;
    case "withdrawn":
      return `Approval ${verdict.id} was withdrawn by ${by}${why}`;
    case "rejected":
      return `Approval ${verdict.id} was rejected by ${by}${why}`;
    case "approved":
    case "pending":
      return `Approval ${verdict.id} is ${verdict.state}.`;
  }
}
