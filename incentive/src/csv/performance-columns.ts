import type { Campaign } from "../campaign/campaign.ts";
import { plainYuan } from "../evaluate/format-amount.ts";
import { column, type PerformanceRecord } from "../messages/performance-record.ts";
import type { EvaluatedRow } from "../evaluate/evaluated-row.ts";

const contactsAddress = "客户联系地址(contactsAddress)";
/** The sources' name of 管家ID. */
const sourceHousekeeperId = "管家ID(serviceHousekeeperId)";

/** What a source gives of a contract, in its order; Metabase names the columns so. */
const sourceColumns = [
  column.contractId,
  column.city,
  column.project,
  "Status",
  column.housekeeper,
  column.number,
  column.amount,
  column.paid,
  "差额(difference)",
  "State",
  "创建时间(createTime)",
  column.provider,
  column.signedAt,
  "Doorsill",
  "款项来源类型(tradeIn)",
  column.conversion,
  "平均客单价(average)",
] as const;

const figureColumns = [
  column.sequence,
  column.total,
  column.count,
  column.pool,
  column.performance,
  column.activated,
  column.rewardTypes,
  column.rewardNames,
  column.notified,
  column.remark,
  column.recordedAt,
] as const;

const orderTypeColumns = [
  column.housekeeperId,
  column.orderType,
  contactsAddress,
  column.address,
  column.platformCount,
  column.platformTotal,
  column.selfReferralCount,
  column.selfReferralTotal,
] as const;

const historyColumns = [column.historical, column.contractKind, column.cumulative] as const;

/** Whether a source may have a column of this name that the performance list repeats and no rule asks for. */
export function isRepeatedColumn(name: string): boolean {
  return [...sourceColumns, contactsAddress, sourceHousekeeperId].includes(name);
}

/**
 * The columns of the performance list of a campaign, in the order in which older programs wrote them: figures by order type
 * where order types decide something, and those about historical contracts where the campaign has any.
 */
export function performanceColumns(campaign: Campaign): readonly string[] {
  const { tiers, lucky, caps, selfReferral, messages } = campaign;
  const byOrderType =
    tiers?.orders === "platform" ||
    lucky?.rule === "everyNthPlatform" ||
    caps.selfReferral !== undefined ||
    selfReferral.award !== undefined ||
    messages.group.includes("platformCount");
  const columns = [
    column.activity,
    ...sourceColumns,
    ...figureColumns,
    ...(byOrderType ? orderTypeColumns : []),
    ...(campaign.historicalContracts ? historyColumns : []),
    ...(messages.group.includes("cumulative") ? [column.cumulative] : []),
  ];
  return [...new Set(columns)];
}

/**
 * A row as the performance list has it: the columns of the contract and the figures, by their Chinese names.
 *
 * @param options.recordedOn 登记时间, a day like 2025-05-02.
 * @param options.notified Whether its messages went out; a new row is N.
 */
export function performanceRecord(
  row: EvaluatedRow,
  { recordedOn, notified = false }: { readonly recordedOn: string; readonly notified?: boolean },
): PerformanceRecord {
  const { contract } = row;
  return {
    [column.activity]: row.activityCode,
    ...contract.columns,
    [column.contractId]: contract.id,
    [column.city]: contract.city,
    [column.project]: contract.project,
    [column.housekeeper]: contract.housekeeper,
    [column.number]: contract.number,
    [column.amount]: plainYuan(contract.amountFen),
    [column.paid]: contract.paidFen === undefined ? "" : plainYuan(contract.paidFen),
    [column.provider]: contract.provider,
    [column.signedAt]: contract.signedAt,
    [column.conversion]: contract.conversion,
    [column.sourceType]: contract.sourceType,
    [column.address]: contract.address,
    [column.historicalNumber]: contract.historicalNumber,
    [column.sequence]: row.sequence,
    [column.total]: plainYuan(row.housekeeperTotalFen),
    [column.count]: row.housekeeperCount,
    [column.pool]: row.bonusPoolE4 === undefined ? "" : fourDecimals(row.bonusPoolE4),
    [column.performance]: plainYuan(row.performanceFen),
    [column.activated]: row.rewards.length > 0 ? 1 : 0,
    [column.rewardTypes]: row.rewards.map(({ type }) => type).join(", "),
    [column.rewardNames]: row.rewards.map(({ name }) => name).join(", "),
    [column.notified]: notified ? "Y" : "N",
    [column.remark]: row.remark,
    [column.recordedAt]: recordedOn,
    [column.housekeeperId]: contract.columns?.[sourceHousekeeperId] ?? "",
    [column.orderType]: row.orderType === "platform" ? "平台单" : "自引单",
    [column.platformCount]: row.platformCount,
    [column.platformTotal]: plainYuan(row.platformFen),
    [column.selfReferralCount]: row.selfReferralCount,
    [column.selfReferralTotal]: plainYuan(row.selfReferralFen),
    [column.historical]: row.historical ? "Y" : "N",
    [column.contractKind]: row.historical ? "历史合同" : "新合同",
    [column.cumulative]: plainYuan(row.cumulativePerformanceFen),
  };
}

/** A pool in ten-thousandths of a yuan: `20.0018`. */
function fourDecimals(e4: number): string {
  const decimals = String(e4 % 10_000)
    .padStart(4, "0")
    .replace(/0+$/, "");
  return `${Math.floor(e4 / 10_000)}${decimals === "" ? "" : `.${decimals}`}`;
}
