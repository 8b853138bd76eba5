import { z } from "zod";
import { Id, Instant, InstantInput, JsonObject } from "./common.ts";
import { PageQuery } from "./page.ts";
import { personal } from "./personal.ts";

const Outcome = z.enum(["done", "denied", "failed"]);

const filter = {
  actor: z.string().min(1).max(300).optional().describe("The name of the person or key."),
  action: z
    .string()
    .regex(/^[A-Za-z-]+(\.[A-Za-z-]+)?$/, "Write an action like rules.save, or a noun like rules.")
    .max(100)
    .optional()
    .describe("An action like `rules.save`, or a noun like `rules` for all of its actions."),
  subjectKind: z.string().min(1).max(100).optional().describe("`rule`, `execution`, `secret`, …"),
  subject: z.string().min(1).max(1_000).optional().describe("The name or id of what it was done to."),
  outcome: Outcome.optional(),
  from: InstantInput.optional().describe("At this time or later."),
  until: InstantInput.optional().describe("Before this time."),
};

export const AuditQuery = PageQuery.extend(filter);

export const AuditExportQuery = z.strictObject({
  ...filter,
  format: z.enum(["csv", "ndjson"]).default("csv").describe("A table for spreadsheets, or one JSON object a line."),
});

export const AuditEntryView = z
  .object({
    id: Id.describe("Its number: 1 for the first, without gaps."),
    at: Instant,
    actor: z.object({
      kind: z.string().describe("`person`, `key`, `token`, `system` or `unknown`."),
      name: personal("text", z.string()),
    }),
    address: z.string().nullable().describe("The network address the request came from."),
    requestId: z.string().nullable(),
    action: z.string(),
    subject: z.object({ kind: z.string(), id: personal("text", z.string()) }),
    outcome: Outcome,
    detail: personal("json", JsonObject)
      .nullable()
      .describe(
        "`changes`: where before and after differ; and whatever else is worth knowing. Null once it was erased.",
      ),
  })
  .meta({ id: "AuditEntry" });

const ChainEnd = z.object({ n: z.int(), hash: z.string().describe("Hexadecimal.") });

export const AuditVerificationQuery = z.strictObject({
  knownN: z.coerce
    .number<string>()
    .int()
    .positive()
    .optional()
    .meta({ type: "integer", description: "The number of an entry whose hash you kept elsewhere." }),
  knownHash: z
    .string()
    .regex(/^[0-9a-fA-F]{64}$/, "A hash has 64 hexadecimal digits.")
    .optional(),
});

export const AuditVerification = z
  .object({
    broken: z
      .object({
        n: z.int().describe("The first entry that is not as it was written, or not there."),
        kind: z.enum(["changed", "missing", "cut-off", "known-end-differs"]),
        message: z.string(),
      })
      .nullable()
      .describe("Null when every entry is as it was written."),
    verified: z.int().describe("How many entries are as they were written, from the first on."),
    end: ChainEnd.describe("Keep it elsewhere: only so can it be seen later that somebody wrote the chain anew."),
    messages: z
      .object({
        accepted: z.int().describe("Recipients of all messages that are kept, as the messages were accepted."),
        settled: z.int().describe("Those whose fate is settled."),
        inFlight: z.int().describe("Those who wait, or are being sent to."),
        wrong: z
          .array(z.int())
          .describe("Messages that lost or gained a recipient; the first of them. None, if all is well."),
      })
      .describe("Nothing that was accepted is dropped: accepted = settled + in flight."),
    incentives: z
      .array(
        z.object({
          campaign: z.string(),
          entries: z.int().describe("Lines of its ledger."),
          wrong: z
            .array(z.string())
            .describe("Contracts, days, awards and people that the entries do not sum up to; the first of them."),
        }),
      )
      .describe("Every total of rewards is the sum of entries, campaign by campaign."),
  })
  .meta({ id: "AuditVerification" });
