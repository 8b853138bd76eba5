import { defineAction, rows, text, type ActionContext, type Row } from "@belfry/plugin-kit";
import { z } from "zod";
import { CampaignField } from "./campaign-field.ts";

export const incentiveRun = defineAction({
  id: "incentive.run",
  displayName: { zh: "登记激励合同", en: "Book contracts of a campaign" },
  description: {
    zh: "把查询或 CSV 得到的合同登记到签约激励活动的账本：已知合同不变，错误的行单独存放并说明原因；给出还需要通知的内容。",
    en: "Books the contracts of a query or a CSV into the ledger of a campaign: known ones change nothing, rows that are wrong are put aside with the reason. Gives what is still to be said.",
  },
  input: z.strictObject({
    campaign: CampaignField,
    rows: rows().describe("One row for each contract: what `metabase.query`, `sql.query` or `csv.read` gave."),
    source: text().min(1).max(200).optional().describe("What the source is called, for people. Default: the rule."),
    columns: z
      .record(z.string().min(1).max(200), z.string().min(1).max(200))
      .default({})
      .describe(
        "Column of the campaign → column of the rows, where they have other names: `{ 合同金额: 金额 }`. Default: 合同ID(_id) and the like, by their Chinese or English names.",
      ),
    complete: z
      .boolean()
      .default(false)
      .describe(
        "Whether the rows are all contracts of the campaign: what is booked and missing in them is proposed to be withdrawn. No rows at all propose nothing.",
      ),
    announce: z
      .boolean()
      .default(true)
      .describe("Whether people are to be told of what is new. `false` for an import of the past."),
    tellings: z.int().min(0).max(1_000).default(200).describe("How much of what is still to be said is given at most."),
  }),
  // Known contracts change nothing.
  idempotent: true,
  cost: "io",
  dryRun: "captured",
  retryableErrors: "None of itself. A run that was cut off goes on where it was: what is booked stays.",
  timeoutMs: 1_800_000,
  async run(ctx, { campaign, rows: given, source, columns, complete, announce, tellings }) {
    const { ...figures } = await ctx.incentives.run(campaign, counted(ctx, given), {
      source: source ?? ctx.execution.rule,
      columns,
      complete,
      announce,
    });
    const { booked, rewards, quarantined, proposed } = figures;
    ctx.log.info(`${figures.campaign}: ${booked} new contracts, ${rewards} awards.`, { ...figures });
    if (quarantined > 0) ctx.log.warn(`${quarantined} rows could not be taken; they are listed with the reason.`);
    if (proposed > 0) ctx.log.warn(`${proposed} contracts stand otherwise in the source; a person decides.`);
    const due = tellings === 0 ? [] : await ctx.incentives.tellings(campaign, tellings);
    return { ...figures, tellings: due.map(({ ...telling }) => telling), due: due.length };
  },
});

/** The rows, and how many there were: a list that ends early is no complete one. */
async function* counted(
  ctx: ActionContext,
  given: Parameters<ActionContext["datasets"]["read"]>[0],
): AsyncGenerator<Row, void, undefined> {
  let count = 0;
  for await (const row of ctx.datasets.read(given)) {
    ctx.signal.throwIfAborted();
    count += 1;
    if (count % 10_000 === 0) ctx.progress(count);
    yield row;
  }
}
