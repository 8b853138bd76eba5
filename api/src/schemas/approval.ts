import { isSecondPerson, mayDo, type ApprovalSummary as StoredSummary, type Caller } from "@belfry/access";
import { ApprovalKind, ApprovalState } from "@belfry/model";
import { z } from "zod";
import { Flag, Id, IdInput, Instant, Json } from "./common.ts";
import { PageQuery } from "./page.ts";
import { personal } from "./personal.ts";

export const ApprovalParams = z.strictObject({ approvalId: IdInput });

export const ApprovalQuery = PageQuery.extend({
  state: z.enum(ApprovalState).optional(),
  mine: Flag.optional().describe("Only those that wait for you: you may decide, and somebody else asked."),
});

export const ApprovalDecision = z
  .strictObject({ comment: z.string().max(2_000).optional().describe("Why; whoever asked reads it.") })
  .prefault({});

export const PendingApproval = z
  .object({
    id: Id,
    state: z.enum(ApprovalState),
    expiresAt: Instant,
    decidedBy: z.string().nullable(),
    comment: personal("text", z.string()).nullable(),
  })
  .meta({ id: "PendingApproval", description: "A request that waits for a second person." });

export const ApprovalSummary = z
  .object({
    id: Id,
    kind: z.enum(ApprovalKind),
    rule: z.string(),
    labels: z.record(z.string(), z.string()),
    executionId: Id.nullable(),
    messageId: Id.nullable(),
    reason: personal("text", z.string()).describe("Why somebody is asked."),
    requestedBy: z.array(z.string()).describe("Those who asked and who wrote what is asked for: none of them decides."),
    requestedAt: Instant,
    expiresAt: Instant,
    state: z.enum(ApprovalState),
    decidedBy: z.string().nullable(),
    decidedAt: Instant.nullable(),
    comment: personal("text", z.string()).nullable(),
    mayDecide: z.boolean().describe("Whether it waits for you."),
  })
  .meta({ id: "ApprovalSummary" });

export const Approval = ApprovalSummary.extend({
  sample: personal("rule", Json).describe(
    "What is released, without secrets. Of a message: its subject, text and html, the names of its attachments, how many recipients, and which are new or gone since the last message of the same action. Of a step: its input. Of a rule: its definition and the actions that send.",
  ),
}).meta({ id: "Approval" });

/** Adds whether the reader is the second person. */
export function forReader<T extends StoredSummary>(approval: T, caller: Caller): T & { readonly mayDecide: boolean } {
  const mayDecide =
    approval.state === "pending" && mayDo(caller, "approvals:decide") && isSecondPerson(caller, approval);
  return { ...approval, mayDecide };
}
