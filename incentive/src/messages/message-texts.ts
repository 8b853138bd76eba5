import { compileTemplate, renderTemplate } from "@belfry/model";
import type { Campaign } from "../campaign/campaign.ts";
import { plainYuan } from "../evaluate/format-amount.ts";
import { amountText, plainNumberText, rateText } from "./message-numbers.ts";
import type { GroupValues } from "./message-values.ts";
import { badgeOf, type People } from "./people.ts";
import { column, textOf, type PerformanceRecord } from "./performance-record.ts";

/** What is to be said about a row. */
export interface MessageTexts {
  /** For the group of the city. Undefined: nobody is told, because the contract is historical or was announced before. */
  readonly group?: string;
  /** For the contact person. Undefined: nothing was earned, or the campaign has no such message. */
  readonly award?: string;
  /** Awards of the row that the campaign gives no amount for; the award message leaves them out. */
  readonly withoutAmount: readonly string[];
}

/** In a remark it says that nothing is left to reach. */
const NOTHING_LEFT = "无";

/**
 * The texts about one row of the performance list.
 *
 * @param people Who is elite and who a rising star. @default the lists of the campaign
 * @throws AppError `TEMPLATE_FAILED` when a text of the campaign cannot be written.
 */
export function messageTexts(
  campaign: Campaign,
  record: PerformanceRecord,
  people: People = { elite: campaign.elite, risingStars: campaign.risingStars },
): MessageTexts {
  if (textOf(record, column.notified) !== "N" || textOf(record, column.historical) === "Y")
    return { withoutAmount: [] };
  const values = valuesOf(campaign, record, people);
  const group = render(campaign.messages.group, values);
  if (textOf(record, column.activated) !== "1") return { group, withoutAmount: [] };
  return { group, ...awardText(campaign, { record, values, isElite: people.elite.includes(values.name) }) };
}

function valuesOf(campaign: Campaign, record: PerformanceRecord, people: People): GroupValues {
  const read = (name: string) => textOf(record, name);
  const name = read(column.housekeeper);
  const remark = read(column.remark);
  const order = read(column.orderType);
  return {
    name,
    badge: badgeOf(campaign, people, name),
    contract: read(column.number),
    order: order === "" ? "平台单" : order,
    sequence: read(column.sequence),
    count: read(column.count),
    total: amountText(read(column.total)),
    performance: amountText(read(column.performance)),
    performancePlain: plainNumberText(read(column.performance)),
    cumulative: amountText(read(record[column.cumulative] === undefined ? column.performance : column.cumulative)),
    platformCount: read(column.platformCount),
    platformTotal: amountText(read(column.platformTotal)),
    selfReferralCount: read(column.selfReferralCount),
    selfReferralTotal: amountText(read(column.selfReferralTotal)),
    rate: rateText(read(column.conversion), campaign.quirks.binaryRate),
    remark,
    closing: closingOf(campaign, remark, order),
  };
}

function closingOf({ messages, selfReferral }: Campaign, remark: string, order: string): string {
  if (order === selfReferral.type && messages.selfReferralClosing !== undefined) return messages.selfReferralClosing;
  return remark.includes(NOTHING_LEFT) ? messages.allReached : remark;
}

interface AwardFacts {
  readonly record: PerformanceRecord;
  readonly values: GroupValues;
  readonly isElite: boolean;
}

function awardText(campaign: Campaign, { record, values, isElite }: AwardFacts): Omit<MessageTexts, "group"> {
  const { award, awardLine, awardLineDoubled } = campaign.messages;
  if (award === undefined || awardLine === undefined) return { withoutAmount: [] };
  const types = listOf(record, column.rewardTypes);
  const withoutAmount: string[] = [];
  const lines: string[] = [];
  for (const [i, name] of listOf(record, column.rewardNames).entries()) {
    const amountFen = campaign.awards?.[name];
    if (amountFen === undefined) {
      withoutAmount.push(name);
      continue;
    }
    const doubles = isElite && isDoubled(campaign, types[i] ?? "");
    const text = doubles ? (awardLineDoubled ?? awardLine) : awardLine;
    // Amounts in these lines have no commas: 1200元.
    const amounts = { amount: plainYuan(amountFen), doubled: plainYuan(2 * amountFen) };
    lines.push(render(text, { ...values, award: name, ...amounts }));
  }
  return { award: render(award, { ...values, lines: lines.join("\n") }), withoutAmount };
}

function isDoubled({ messages, tiers }: Campaign, type: string): boolean {
  return messages.eliteDoubling === "all" || (messages.eliteDoubling === "tiers" && type === tiers?.type);
}

function listOf(record: PerformanceRecord, name: string): string[] {
  return textOf(record, name)
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== "");
}

function render(text: string, values: Readonly<Record<string, string>>): string {
  return renderTemplate(compileTemplate(text, { escape: "none" }), values);
}
