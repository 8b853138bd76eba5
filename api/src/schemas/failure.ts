import { FailureClass } from "@belfry/model";
import { z } from "zod";
import { Id, IdInput, Instant, InstantInput, JsonObject } from "./common.ts";
import { PageQuery } from "./page.ts";
import { personal } from "./personal.ts";

const GroupKey = z.string().regex(/^[0-9a-f]{16}$/, "A group is named with 16 digits and letters from a to f.");

export const FailureGroupParams = z.strictObject({ group: GroupKey });
export const FailureJobParams = z.strictObject({ jobId: IdInput });

export const FailureQuery = PageQuery.extend({
  rule: z.string().max(63).optional(),
  from: InstantInput.optional().describe("Failed at this time or later."),
  until: InstantInput.optional().describe("Failed before this time."),
});

export const FailureGroup = z
  .object({
    group: z.string().describe("What names the group."),
    rule: z.string(),
    ruleName: z.string(),
    class: z.enum(FailureClass),
    code: z.string(),
    action: z.string().nullable(),
    fingerprint: personal("text", z.string()).describe(
      "What their messages have in common: without quoted values, addresses, and words with digits.",
    ),
    count: z.int(),
    firstAt: Instant.describe("When the first of them failed."),
    lastAt: Instant.describe("When the last of them failed."),
    sample: z
      .object({ executionId: Id, message: personal("text", z.string()) })
      .describe("The newest execution of the group."),
  })
  .meta({ id: "FailureGroup" });

const RetryFrom = z.enum(["failed", "start"]);
const RetryVersion = z.enum(["same", "latest"]);

const retryFields = {
  from: RetryFrom.default("failed").describe(
    "`failed`: from the action that failed; finished actions are not repeated. `start`: as a new execution that repeats all of them.",
  ),
  version: RetryVersion.default("same").describe(
    "`same`: the version of the rule that failed. `latest`: the newest one; from the failed action only where the finished steps are still there.",
  ),
};

/** How one execution is retried. */
export const RetryBody = z
  .strictObject({ ...retryFields, note: z.string().max(1_000).optional().describe("Why, for the audit trail.") })
  .prefault({});

const FailureFilter = z
  .strictObject({
    groups: z.array(GroupKey).min(1).max(500).optional(),
    rule: z.string().max(63).optional(),
    from: InstantInput.optional().describe("Failed at this time or later."),
    until: InstantInput.optional().describe("Failed before this time."),
    executions: z.array(z.int().positive()).min(1).max(10_000).optional().describe("The ids of executions."),
  })
  .refine((filter) => Object.values(filter).some((value) => value !== undefined), {
    error: "Say which failed executions are meant.",
  })
  .describe("Which failed executions are meant: those that fit all that is named.");

export const RedriveBody = z.strictObject({
  filter: FailureFilter,
  ...retryFields,
  note: z.string().max(1_000).default("").describe("Why, for the audit trail."),
});

export const DismissBody = z.strictObject({
  filter: FailureFilter,
  reason: z.string().min(1).max(1_000).describe("Why nothing is to be done, for the audit trail."),
});

export const FailureJob = z
  .object({
    id: Id,
    work: z.enum(["redrive", "dismiss"]),
    filter: JsonObject,
    from: RetryFrom.nullable(),
    version: RetryVersion.nullable(),
    note: personal("text", z.string()),
    by: z.string(),
    state: z.enum(["running", "done", "cancelled"]),
    total: z.int().describe("How many there were when it began."),
    done: z.int().describe("How many it has retried or closed."),
    refused: z.int().describe("How many it could not retry; they stay in the list."),
    refusals: z
      .array(z.object({ executionId: Id, code: z.string(), message: personal("text", z.string()) }))
      .describe("The first of those that were refused, with the reasons."),
    createdAt: Instant,
    finishedAt: Instant.nullable(),
    cancelledBy: z.string().nullable(),
  })
  .meta({ id: "FailureJob" });
