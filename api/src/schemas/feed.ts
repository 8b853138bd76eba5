import { FailureClass } from "@belfry/model";
import { z } from "zod";
import { Id, Instant } from "./common.ts";
import { PageQuery } from "./page.ts";
import { personal } from "./personal.ts";

const FeedState = z
  .enum(["idle", "connecting", "listening", "failing", "paused"])
  .describe(
    "`idle`: its rule is disabled. `connecting`: it begins. `listening`: it works. `failing`: it does not, and is tried again. `paused`: it takes nothing, because too much waits already; its source keeps what it has.",
  );

export const FeedQuery = PageQuery.extend({
  rule: z.string().max(63).optional().describe("Only those of this rule."),
  state: FeedState.optional(),
});

export const FeedView = z
  .object({
    id: Id,
    rule: z.string(),
    trigger: z.string().describe("The name of the trigger within the rule."),
    kind: z.string(),
    mode: z.enum(["poll", "subscribe"]).describe("Whether it asks again and again, or listens."),
    state: FeedState,
    since: Instant.describe("Since when it is in this state."),
    pausedReason: z.string().nullable().describe("Why it takes nothing; null when it is not paused."),
    node: z.int().nullable().describe("The node that works for it now."),
    attempts: z.int().describe("How often it failed since it last worked."),
    dueAt: Instant.nullable().describe("When it is asked or tried next; null while a node works for it."),
    lastError: z
      .object({
        class: z.enum(FailureClass),
        code: z.string(),
        message: personal("text", z.string()),
      })
      .nullable()
      .describe("Why it failed the last time, also when it works again."),
    lastErrorAt: Instant.nullable(),
    lastEventAt: Instant.nullable().describe("When an event last came through it."),
  })
  .meta({ id: "FeedView" });
