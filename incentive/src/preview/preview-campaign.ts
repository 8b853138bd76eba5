import type { Campaign } from "../campaign/campaign.ts";
import { readCampaign } from "../campaign/read-campaign.ts";
import type { Contract } from "../evaluate/contract.ts";
import type { EvaluatedRow } from "../evaluate/evaluated-row.ts";
import { startEvaluation } from "../evaluate/start-evaluation.ts";
import { explainRow } from "../explain/explain-row.ts";
import type { ExplanationStep } from "../explain/explanation-step.ts";
import { messageTexts } from "../messages/message-texts.ts";
import { performanceRecord } from "../csv/performance-columns.ts";

/** An example of a contract; what is left out is the same for all, or counts up with them. */
export interface ExampleContract {
  readonly amountFen: number;
  /** @default platform */
  readonly orderType?: "platform" | "selfReferral" | undefined;
  /** @default 李青 */
  readonly housekeeper?: string | undefined;
  /** @default one project for each contract */
  readonly project?: string | undefined;
}

/** An example under the rules. */
export interface PreviewRow {
  /** From 1. */
  readonly n: number;
  /** Null: the campaign does not take contracts of this order type. */
  readonly row: EvaluatedRow | null;
  readonly group: string | null;
  readonly award: string | null;
  readonly explanation: readonly ExplanationStep[];
}

/**
 * What example contracts would earn under a campaign, one after the other, and what would be said. Nothing is kept.
 * @throws AppError CAMPAIGN_INVALID with every problem, TEMPLATE_FAILED when a text of the campaign cannot be written
 */
export function previewCampaign(definition: unknown, examples: readonly ExampleContract[]): PreviewRow[] {
  const { campaign } = readCampaign(JSON.stringify(definition), "campaign");
  const evaluation = startEvaluation(campaign);
  return examples.map((example, place) => {
    const outcome = evaluation.add(contractOf(campaign, example, place + 1));
    if (outcome.kind !== "row") return { n: place + 1, row: null, group: null, award: null, explanation: [] };
    const { row } = outcome;
    const texts = messageTexts(campaign, performanceRecord(row, { recordedOn: campaign.period.from }));
    const { group = null, award = null } = texts;
    return { n: place + 1, row, group, award, explanation: explainRow(campaign, row) };
  });
}

function contractOf({ city, period }: Campaign, example: ExampleContract, n: number): Contract {
  const { amountFen, orderType = "platform", housekeeper = "李青", project = `GD-${n}` } = example;
  return {
    id: `example-${n}`,
    city,
    project,
    housekeeper,
    provider: "顺达",
    number: `YHWX-${String(n).padStart(3, "0")}`,
    amountFen,
    paidFen: amountFen,
    sourceType: orderType === "selfReferral" ? 1 : 2,
    address: `宁波路 ${n} 号`,
    historicalNumber: "",
    sourcePerformanceFen: amountFen,
    conversion: "0.35",
    signedAt: `${period.from}T10:00:00.000+08:00`,
  };
}
