import { z } from "zod";
import { Flag, Id, Instant, JsonObject } from "./common.ts";
import { CampaignParams } from "./incentive-campaigns.ts";
import { Fen, incentiveFilter, incentiveSums } from "./incentive-figures.ts";
import { PageQuery } from "./page.ts";
import { personal } from "./personal.ts";

export const ContractParams = CampaignParams.extend({ contract: z.string().min(1).max(200) });

export const Month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, "Write a month like 2025-05.");

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
    ...incentiveSums,
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
  person: incentiveFilter.person,
  provider: incentiveFilter.provider,
  from: incentiveFilter.from,
  until: incentiveFilter.until,
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

const fact = z.string().trim().min(1).max(500);

/** What can be corrected of a contract besides its amount. */
const ContractFacts = z.strictObject({
  housekeeper: fact.describe("管家"),
  provider: fact.describe("服务商"),
  project: fact.describe("工单编号"),
  number: fact.describe("合同编号"),
  signedAt: fact.describe("签约时间: a day of the campaign, with a time or without."),
  orderType: z.enum(["platform", "selfReferral"]),
  address: fact.describe("项目地址"),
  historicalNumber: z.string().trim().max(500).describe("历史合同编号; blank for a new contract."),
});

export const IncentiveCorrection = z
  .object({
    id: Id,
    contract: z.string().nullable().describe("Null: the revision of the campaign changed."),
    kind: z.enum(["amount", "facts", "withdrawn", "revision"]).describe("`facts`: others than its amount alone."),
    state: z.enum(["proposed", "booked", "dismissed"]),
    amountFen: Fen.nullable(),
    beforeFen: Fen.nullable(),
    facts: z
      .array(
        z.object({
          fact: ContractFacts.keyof(),
          before: personal("name", z.string()),
          after: personal("name", z.string()),
        }),
      )
      .nullable()
      .describe("What else was, or would be, otherwise. `signedAt` is written as the source writes it."),
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
    facts: ContractFacts.partial().optional().describe("What else is otherwise; the rest stays as it is booked."),
    withdrawn: z.literal(true).optional().describe("It does not hold any more."),
    reason: z.string().min(1).max(1_000),
  })
  .refine(
    ({ amountFen, facts, withdrawn }) => (amountFen === undefined && facts === undefined) !== (withdrawn === undefined),
    { error: "Name an amount or facts, or that it was withdrawn." },
  );

export const CorrectionBooked = z
  .object({ id: Id, entries: z.int().describe("Adjustments, those of other contracts included.") })
  .meta({ id: "CorrectionBooked" });

export const CorrectionParams = CampaignParams.extend({
  correctionId: z.coerce.number<string>().int().positive().meta({ type: "integer" }),
});

export const Settlement = z
  .object({
    month: z.string(),
    ...incentiveSums,
    lastEntry: z.int().describe("The last entry that stood in its books."),
    closedAt: Instant,
    closedBy: personal("name", z.string()),
  })
  .meta({ id: "Settlement" });

export const MonthParams = CampaignParams.extend({ month: Month });
