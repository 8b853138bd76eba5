import { z } from "zod";
import { Flag, Id, Instant, JsonObject } from "./common.ts";
import { CampaignParams } from "./incentive-campaigns.ts";
import { PageQuery } from "./page.ts";
import { personal } from "./personal.ts";

const counts = {
  rows: z.int().describe("Rows of the source."),
  booked: z.int().describe("New contracts."),
  known: z.int().describe("Contracts that were booked before."),
  leftOut: z.int().describe("Contracts of an order type that the campaign does not take."),
  quarantined: z.int().describe("Rows that could not be taken."),
  proposed: z.int().describe("Corrections that were proposed."),
  rewards: z.int(),
};

export const IncentiveRun = z
  .object({
    id: Id,
    revision: z.string(),
    source: z.string(),
    state: z.enum(["running", "done", "failed", "interrupted"]),
    executionId: z.int().nullable(),
    author: personal("name", z.string()),
    reason: personal("text", z.string().nullable()),
    ...counts,
    startedAt: Instant,
    endedAt: Instant.nullable(),
    archive: z
      .object({
        bytes: z.int(),
        until: Instant.describe("Until when it is kept, or was."),
        state: z.enum(["kept", "gone"]).describe("`gone`: its time is over, or a person who stood in it was erased."),
      })
      .nullable()
      .describe("What it read, as a file to be downloaded; null: it kept none."),
  })
  .meta({ id: "IncentiveRun" });

export const RunParams = CampaignParams.extend({
  runId: z.coerce.number<string>().int().positive().meta({ type: "integer" }),
});

export const RunBody = z.strictObject({
  rows: z
    .array(z.record(z.string().max(200), z.unknown()))
    .min(1)
    .max(100_000)
    .describe("Rows with the columns of the source, by their Chinese or English names; more of them come as a file."),
  source: z.string().min(1).max(200).describe("What the source is called, for people."),
  columns: z
    .record(z.string().min(1).max(200), z.string().min(1).max(200))
    .default({})
    .describe("Column of the campaign → column of the source, where they have other names."),
  complete: z
    .boolean()
    .default(false)
    .describe(
      "Whether the rows are all contracts of the campaign: what is booked and missing is proposed to be withdrawn.",
    ),
  announce: z.boolean().default(true).describe("Whether people are to be told. `false` for an import of the past."),
});

/** `合同编号=contract_no;合同金额=total` in a query. */
const ColumnNames = z
  .string()
  .max(4_000)
  .regex(/^[^=;]+=[^=;]+(?:;[^=;]+=[^=;]+)*$/, "Write it like 合同编号=contract_no;合同金额=total.")
  .transform((text) => text.split(";").map((pair) => pair.split("=") as [string, string]))
  // Of two the last would count, and nobody said which is meant.
  .refine((pairs) => new Set(pairs.map(([name]) => name.trim())).size === pairs.length, "Name each column once.")
  .transform((pairs) => Object.fromEntries(pairs));

export const RunFileQuery = z.strictObject({
  file: z
    .string()
    .min(1)
    .max(200)
    .default("contracts.csv")
    .describe("What the file is called: it stands at the run and in every error."),
  columns: ColumnNames.optional().describe(
    "What the file calls columns of the campaign, where they have other names: `合同编号=contract_no;合同金额=total`.",
  ),
  complete: Flag.default(false).meta({
    type: "boolean",
    description:
      "Whether the file holds all contracts of the campaign: what is booked and missing is proposed to be withdrawn.",
  }),
  announce: Flag.default(true).meta({
    type: "boolean",
    description: "Whether people are to be told. `false` for an import of the past.",
  }),
});

export const RunResult = z.object({ run: Id, campaign: z.string(), ...counts }).meta({ id: "IncentiveRunResult" });

export const QuarantinedRow = z
  .object({
    id: Id,
    source: z.string(),
    row: z.int().describe("As a spreadsheet counts: the header is row 1."),
    contract: z.string().nullable(),
    code: z.string(),
    column: z.string().nullable(),
    values: personal("json", z.record(z.string(), z.string()).nullable()).describe(
      "What the texts of the code name, for whoever writes them in another language.",
    ),
    message: personal("text", z.string()),
    remedy: z.string(),
    raw: personal("json", JsonObject),
    times: z.int().describe("In how many runs it came."),
    firstAt: Instant,
    lastAt: Instant,
    resolvedAt: Instant.nullable().describe("Set when its contract was booked."),
  })
  .meta({ id: "QuarantinedRow" });

export const QuarantineQuery = PageQuery.extend({
  open: Flag.optional().meta({
    type: "boolean",
    description: "Only those that wait, or only those that were settled.",
  }),
});
