import { ActionRunState, ExecutionState, FailureClass } from "@belfry/model";
import { z } from "zod";
import { Flag, Id, IdInput, Instant, InstantInput, Json, JsonObject } from "./common.ts";
import { PageQuery } from "./page.ts";
import { personal } from "./personal.ts";

export const ExecutionParams = z.strictObject({ executionId: IdInput });

export const ExecutionQuery = PageQuery.extend({
  rule: z.string().max(63).optional(),
  state: z.enum(ExecutionState).optional(),
  parent: IdInput.optional().describe("Only the children of this execution."),
  roots: Flag.optional().describe("Only those that are no children."),
  from: InstantInput.optional().describe("Created at this time or later."),
  until: InstantInput.optional().describe("Created before this time."),
});

const FailureView = z
  .object({
    class: z.enum(FailureClass),
    code: z.string(),
    message: personal("text", z.string()),
    action: z.string().optional(),
    details: personal("json", JsonObject).optional(),
    retryable: z.boolean().optional().describe("Whether trying again may help."),
  })
  .meta({ id: "Failure" });

const ExecutionGate = z
  .object({
    kind: z.enum(["rule", "key", "label"]).describe("Of its rule, of one value of the key of its rule, or of a label."),
    rule: z.string().nullable(),
    key: personal("json", Json),
    label: z.string().nullable().describe("As `db=erp`."),
    limit: z.int().nullable().describe("How many work at once; null when nothing limits it any more."),
    ahead: z.int().describe("How many are let in before; at most 1,000 are counted."),
  })
  .meta({ id: "ExecutionGate", description: "A limit of concurrent executions at which one waits." });

export const ExecutionSummary = z
  .object({
    id: Id,
    rule: z.string(),
    ruleName: z.string(),
    ruleVersion: z.int(),
    state: z.enum(ExecutionState),
    parentId: Id.nullable(),
    itemIndex: z.int().nullable(),
    trigger: personal("json", JsonObject.describe('`{"kind":"cron","id":…,"dueAt":…}`, `{"kind":"manual","by":…}`, …')),
    failure: FailureView.nullable(),
    redrive: z.int().describe("How often it was retried after its end."),
    createdAt: Instant,
    startedAt: Instant.nullable(),
    finishedAt: Instant.nullable(),
    waitingFor: z
      .object({
        kind: z
          .enum(["step", "connection", "rate", "gate"])
          .describe(
            "`step`: what its action waits for, or its next attempt. `connection`: it is parked until the connection is called again. `rate`: its turn at a rate limit. `gate`: room, because as many work as a limit allows.",
          ),
        action: z.string().nullable(),
        until: Instant.nullable(),
        connection: z.string().nullable().describe("`host:port`. Of one that is parked."),
        since: Instant.nullable().describe("Since when it is parked."),
        gate: ExecutionGate.nullable(),
        probeAt: Instant.nullable().describe(
          "When the first of those that are parked is let in; null when a person has to say so.",
        ),
      })
      .nullable()
      .describe("While it waits: for what, and when it goes on at the latest."),
  })
  .meta({ id: "ExecutionSummary" });

const ActionRun = z
  .object({
    action: z.string(),
    iteration: z.string(),
    attempt: z.int(),
    redrive: z.int(),
    use: z.string(),
    state: z.enum(ActionRunState).exclude(["waiting"]),
    output: personal("json", Json),
    failure: FailureView.nullable(),
    startedAt: Instant,
    finishedAt: Instant,
    tookMs: z.number(),
  })
  .meta({ id: "ActionRun" });

const ArtifactView = z
  .object({
    id: z.string(),
    name: personal("text", z.string()),
    mediaType: z.string(),
    bytes: z.int(),
    createdAt: Instant,
  })
  .meta({ id: "Artifact" });

export const ExecutionDetail = ExecutionSummary.extend({
  inputs: personal("json", JsonObject),
  item: personal("json", Json),
  output: personal("json", Json).describe("What its `return` gave; null without one, and before its end."),
  actionRuns: z.array(ActionRun),
  children: z
    .partialRecord(z.enum(ExecutionState), z.int())
    .describe("How many children of a forEach are in which state."),
  artifacts: z.array(ArtifactView),
  retryOf: Id.nullable().describe("The execution in whose place it runs, after a retry from the start."),
  retriedAs: Id.nullable().describe("The execution that runs in its place."),
  progress: z
    .object({
      action: z.string(),
      iteration: z.string(),
      done: z.number(),
      total: z.number().nullable(),
      at: Instant,
    })
    .nullable()
    .describe(
      "How far the running action is, as it last said, at most once a second; null when it says nothing, and at the end.",
    ),
}).meta({ id: "ExecutionDetail" });

export const LogLine = z
  .object({
    id: Id,
    action: z.string().nullable(),
    iteration: z.string().nullable(),
    level: z.enum(["info", "warn", "error"]),
    message: personal("text", z.string()),
    fields: personal("json", JsonObject).nullable(),
    loggedAt: Instant,
  })
  .meta({ id: "LogLine" });
