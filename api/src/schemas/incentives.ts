import { z } from "zod";
import { Flag, Id, Instant, Json, JsonObject, limit } from "./common.ts";
import { Day } from "./days.ts";
import { PageQuery } from "./page.ts";
import { personal } from "./personal.ts";

const Key = z
  .string()
  .regex(/^[A-Z0-9][A-Z0-9-]{0,62}$/, "A campaign is named with capital letters, digits and hyphens: BJ-2025-05.");

export const CampaignParams = z.strictObject({ campaign: Key });
export const ContractParams = CampaignParams.extend({ contract: z.string().min(1).max(200) });

export const Month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, "Write a month like 2025-05.");

const Fen = z.int().describe("Whole fen: 100 are one yuan.");

export const CampaignSummary = z
  .object({
    campaign: z.string().describe("Its key."),
    revision: z.string().describe("The revision in force."),
    name: z.string(),
    city: z.string(),
    from: z.string().describe("Its first day."),
    until: z.string().nullable().describe("Its last day; null: it has no end."),
    announcementOnly: z.boolean().describe("Nobody earns anything, contracts are announced."),
    inUse: z.boolean().describe("`false`: it comes with Belfry and was not taken into use."),
    labels: z.record(z.string(), z.string()),
    updatedAt: Instant.nullable(),
    updatedBy: personal("name", z.string().nullable()),
  })
  .meta({ id: "CampaignSummary" });

export const CampaignDetail = CampaignSummary.extend({
  definition: JsonObject.describe("The campaign as it was saved: amounts in yuan."),
  sequence: z.int().describe("活动期内第几个合同 of the last contract."),
  revisions: z
    .array(z.object({ revision: z.string(), createdAt: Instant, createdBy: personal("name", z.string()) }))
    .describe("The newest first. A revision never changes."),
}).meta({ id: "CampaignDetail" });

const Revision = z.string().regex(/^[0-9A-Za-z][0-9A-Za-z.-]{0,30}$/, "A revision is named like 2025-08.");

export const RevisionParams = CampaignParams.extend({ revision: Revision });

export const RevisionDiffQuery = z.strictObject({
  from: Revision.optional().describe("The revision it is compared with. Default: the one that was saved before it."),
});

const CampaignRevision = z
  .object({
    revision: z.string(),
    createdAt: Instant,
    createdBy: personal("name", z.string()),
    inForce: z.boolean().describe("Whether it decides what the next contract earns."),
  })
  .meta({ id: "CampaignRevision" });

export const CampaignRevisions = z
  .object({ items: z.array(CampaignRevision).describe("The newest first.") })
  .meta({ id: "CampaignRevisions" });

export const CampaignRevisionDetail = CampaignRevision.extend({
  definition: JsonObject.describe("The campaign as it was saved: amounts in yuan."),
}).meta({ id: "CampaignRevisionDetail" });

export const CampaignDifference = z
  .object({
    from: z.string().nullable().describe("Null: there was none before, and everything was added."),
    to: z.string(),
    changes: z
      .array(
        z
          .object({
            path: z.string().describe("`tiers.levels.达标奖.from`"),
            kind: z.enum(["added", "removed", "changed"]),
            before: Json.optional(),
            after: Json.optional(),
          })
          .meta({ id: "CampaignChange" }),
      )
      .describe("Empty when both say the same."),
  })
  .meta({ id: "CampaignDifference" });

const filter = {
  campaign: Key.optional().describe("Only this campaign."),
  city: z.string().min(1).max(60).optional().describe("Only campaigns of this city."),
  provider: z.string().min(1).max(200).optional(),
  person: z.string().min(1).max(200).optional().describe("A name, or the key of a person."),
  from: Day.optional().describe("The first day."),
  until: Day.optional().describe("The last day."),
};

/** What a screen is about; without anything it is about all that the reader may see. */
export const IncentiveFilter = z.strictObject(filter);

export const RankingQuery = z.strictObject({
  ...filter,
  by: z.enum(["performance", "amount", "contracts", "rewards"]).default("performance"),
  ...PageQuery.shape,
});

export const TrendQuery = z.strictObject({
  ...filter,
  by: z.enum(["day", "month"]).default("day"),
  limit: limit(800, 400),
});

const sums = {
  contracts: z.int(),
  amountFen: Fen.describe("合同金额, in fen."),
  performanceFen: Fen.describe("计入业绩金额, in fen."),
  rewards: z.int().describe("How many awards."),
  rewardFen: Fen.describe("What they are worth, in fen. Doubling exists in messages only."),
};

export const IncentiveTotals = z
  .object({
    ...sums,
    meanFen: z.int().nullable().describe("合同金额 of a contract on average, in fen; null without contracts."),
    people: z.int(),
    firstDay: z.string().nullable(),
    lastDay: z.string().nullable(),
  })
  .meta({ id: "IncentiveTotals" });

export const IncentiveTrend = z
  .object({ items: z.array(z.object({ at: z.string().describe("A day, or a month."), ...sums })) })
  .meta({ id: "IncentiveTrend" });

export const RewardSum = z
  .object({ type: z.string(), name: z.string(), rewards: z.int(), rewardFen: Fen })
  .meta({ id: "RewardSum" });

export const IncentiveChoices = z
  .object({
    campaigns: z.array(z.object({ campaign: z.string(), name: z.string(), city: z.string() })),
    cities: z.array(z.string()),
    providers: z.array(z.string()),
  })
  .meta({ id: "IncentiveChoices" });

export const PersonRank = z
  .object({
    rank: z.int().describe("From 1."),
    campaign: z.string(),
    person: personal("name", z.string()).describe("By what figures are counted: 管家, or 管家_服务商."),
    housekeeper: personal("name", z.string()),
    provider: z.string(),
    ...sums,
    held: z.array(z.string()).describe("The tiers that are held now, whatever days were asked for."),
    next: z
      .object({
        award: z.string(),
        fromFen: Fen.describe("The sum that earns it."),
        sumFen: Fen.describe("The sum so far."),
        missingFen: Fen,
        missingContracts: z.int().describe("How many contracts are missing before any tier counts."),
      })
      .nullable()
      .describe("The lowest tier that is not held; null: there is none, or all are held."),
  })
  .meta({ id: "PersonRank" });

const Reward = z.object({
  kind: z.enum(["lucky", "tier", "selfReferral"]),
  type: z.string(),
  name: z.string(),
  amountFen: Fen.optional().describe("Left out where the campaign has no amounts."),
});

const contractState = z.enum(["booked", "left-out", "withdrawn"]);

export const IncentiveContract = z
  .object({
    id: Id,
    contract: z.string().describe("合同ID"),
    number: z.string().describe("合同编号"),
    person: personal("name", z.string()),
    housekeeper: personal("name", z.string()),
    provider: z.string(),
    project: z.string().describe("工单编号"),
    day: z.string().describe("签约时间 as a day in Asia/Shanghai."),
    orderType: z.enum(["platform", "selfReferral"]),
    historical: z.boolean(),
    sequence: z.int().describe("活动期内第几个合同; 0 for a historical one."),
    amountFen: Fen,
    countedFen: Fen.describe("What it alone counts after caps."),
    rewardFen: Fen,
    rewards: z.array(Reward),
    remark: z.string().describe("备注"),
    state: contractState,
    run: z.int().describe("The run that booked it."),
    bookedAt: Instant,
  })
  .meta({ id: "IncentiveContract" });

export const LedgerEntry = z
  .object({
    id: Id,
    contract: z.string().nullable(),
    person: personal("name", z.string()),
    provider: z.string(),
    day: z.string(),
    month: z.string().describe("The month whose books it stands in."),
    kind: z.enum(["performance", "reward", "adjustment"]),
    rewardType: z.string().nullable(),
    rewardName: z.string().nullable(),
    ...sums,
    run: z.int().nullable(),
    author: personal("name", z.string()),
    reason: personal("text", z.string().nullable()),
    at: Instant,
  })
  .meta({ id: "LedgerEntry" });

export const IncentiveContractDetail = IncentiveContract.extend({
  source: personal("json", JsonObject).describe("The contract as its source tells it."),
  figures: JsonObject.describe("The figures of its person with it, and the rest of its row."),
  explanation: z
    .array(
      z.object({
        rule: z.string(),
        granted: z.string().optional(),
        zh: personal("text", z.string()),
        en: personal("text", z.string()),
      }),
    )
    .describe("Why it earned what it earned, rule by rule."),
  entries: z.array(LedgerEntry).describe("The oldest first."),
  tellings: z.array(
    z.object({
      kind: z.enum(["group", "award"]),
      text: personal("content", z.string()),
      state: z.enum(["due", "told", "dropped"]),
      messageId: z.int().nullable(),
      toldAt: Instant.nullable(),
    }),
  ),
}).meta({ id: "IncentiveContractDetail" });

export const ContractQuery = PageQuery.extend({
  person: filter.person,
  provider: filter.provider,
  from: filter.from,
  until: filter.until,
  state: contractState.optional(),
  rewarded: Flag.optional().meta({
    type: "boolean",
    description: "Only those that earned something, or only the others.",
  }),
  text: z.string().min(1).max(200).optional().describe("A 合同ID, or a part of a 合同编号."),
});

export const EntryQuery = PageQuery.extend({
  month: Month.optional(),
  kind: z.enum(["performance", "reward", "adjustment"]).optional(),
});

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

export const RunFileQuery = z.strictObject({
  file: z
    .string()
    .min(1)
    .max(200)
    .default("contracts.csv")
    .describe("What the file is called: it stands at the run and in every error."),
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

export const IncentiveCorrection = z
  .object({
    id: Id,
    contract: z.string().nullable().describe("Null: the revision of the campaign changed."),
    kind: z.enum(["amount", "withdrawn", "revision"]),
    state: z.enum(["proposed", "booked", "dismissed"]),
    amountFen: Fen.nullable(),
    beforeFen: Fen.nullable(),
    revision: z.string().nullable(),
    entries: z.int().nullable().describe("How many adjustments it came to."),
    reason: personal("text", z.string()),
    author: personal("name", z.string()),
    createdAt: Instant,
    decidedAt: Instant.nullable(),
    decidedBy: personal("name", z.string().nullable()),
    decisionReason: personal("text", z.string().nullable()).describe("Why it was dismissed."),
  })
  .meta({ id: "IncentiveCorrection" });

export const DismissBody = z.strictObject({ reason: z.string().min(1).max(1_000) });

export const CorrectionQuery = PageQuery.extend({ state: z.enum(["proposed", "booked", "dismissed"]).optional() });

export const CorrectionBody = z
  .strictObject({
    contract: z.string().min(1).max(200).describe("合同ID"),
    amountFen: z.int().min(0).max(1_000_000_000_000).optional().describe("What it is worth, in fen."),
    withdrawn: z.literal(true).optional().describe("It does not hold any more."),
    reason: z.string().min(1).max(1_000),
  })
  .refine(({ amountFen, withdrawn }) => (amountFen === undefined) !== (withdrawn === undefined), {
    error: "Name an amount, or that it was withdrawn.",
  });

export const CorrectionBooked = z
  .object({ id: Id, entries: z.int().describe("Adjustments, those of other contracts included.") })
  .meta({ id: "CorrectionBooked" });

export const CorrectionParams = CampaignParams.extend({
  correctionId: z.coerce.number<string>().int().positive().meta({ type: "integer" }),
});

export const Settlement = z
  .object({
    month: z.string(),
    ...sums,
    lastEntry: z.int().describe("The last entry that stood in its books."),
    closedAt: Instant,
    closedBy: personal("name", z.string()),
  })
  .meta({ id: "Settlement" });

export const MonthParams = CampaignParams.extend({ month: Month });

const Definition = JsonObject.describe(
  "A campaign, as docs/schemas/campaign.schema.json describes it: amounts in yuan.",
);

export const CampaignBody = z.strictObject({
  definition: Definition,
  labels: z
    .record(z.string().min(1).max(64), z.string().max(200))
    .optional()
    .describe("By which people are restricted."),
  reason: z.string().min(1).max(1_000).optional().describe("Stands at the adjustments of contracts that were booked."),
});

export const CampaignInstallBody = z.strictObject({
  revision: z.string().min(1).max(31).optional().describe("Default: the last one that comes with Belfry."),
  labels: CampaignBody.shape.labels,
});

export const CampaignValidateBody = z.strictObject({ definition: Definition });

export const CampaignSaved = z
  .object({
    campaign: z.string(),
    revision: z.string(),
    adjustments: z.int().describe("Booked because contracts stand otherwise under this revision."),
  })
  .meta({ id: "CampaignSaved" });

export const CampaignProblems = z.object({
  items: z.array(
    z.object({
      severity: z.enum(["error", "warning"]),
      path: z.string(),
      message: z.string(),
      remedy: z.string(),
      code: z.string().optional().describe("By which both texts are known in other languages."),
      values: z.record(z.string(), z.string()).optional().describe("What the texts name."),
    }),
  ),
});
