import { plainYuan } from "../evaluate/format-amount.ts";
import { column, type PerformanceRecord } from "../messages/performance-record.ts";
import type { EvaluatedRow } from "../evaluate/evaluated-row.ts";

/** The columns of the performance list that messages need and files show, in their order behind those of the source. */
export const performanceColumns = [
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
  column.orderType,
  column.platformCount,
  column.platformTotal,
  column.selfReferralCount,
  column.selfReferralTotal,
  column.historical,
  column.contractKind,
  column.cumulative,
] as const;

/** The columns of a contract that a rule asks for, in the order of the source. */
export const sourceColumns = [
  column.contractId,
  column.city,
  column.project,
  column.housekeeper,
  column.number,
  column.amount,
  column.paid,
  column.provider,
  column.signedAt,
  column.conversion,
  column.sourceType,
  column.address,
  column.historicalNumber,
] as const;

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
