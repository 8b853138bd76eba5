import { AlertKind, SlotFate } from "@belfry/model";
import { z } from "zod";
import { Flag, Id, Instant, JsonObject } from "./common.ts";
import { PageQuery } from "./page.ts";
import { personal } from "./personal.ts";

export const AlertQuery = PageQuery.extend({
  open: Flag.optional().describe("`true`: only those that last; `false`: only those that are over."),
  kind: z.enum(AlertKind).optional(),
  rule: z.string().max(63).optional().describe("Only those about this rule."),
});

const ToldRule = z.object({
  rule: z.string(),
  fate: z.enum(SlotFate),
  executionId: Id.nullable(),
});

export const Alert = z
  .object({
    id: Id,
    kind: z.enum(AlertKind).describe("What is wrong. Its event is of the type `belfry.` and this."),
    subject: z.string().describe("What it is about: the name of a rule, a node, a connection, or `queue`."),
    rule: z.string().nullable().describe("The rule it is about."),
    ruleName: z.string().nullable().describe("What people call that rule."),
    since: Instant,
    until: Instant.nullable().describe("When it was over; null while it lasts."),
    facts: personal("json", JsonObject).describe("What was measured when it began."),
    endFacts: personal("json", JsonObject).nullable().describe("What was measured when it was over."),
    told: z.array(ToldRule).describe("The rules that its event came to, and what became of it there."),
  })
  .meta({ id: "Alert" });
