import type { SheetLanguage } from "../rules/slot-sheets.ts";

/** @param names whether the reader may see what people are called */
export interface SheetLook {
  readonly language: SheetLanguage;
  readonly names: boolean;
}

export const words = {
  zh: {
    totals: "合计",
    ranking: "排名",
    awards: "奖励",
    trend: "走势",
    list: "合同",
    figure: "项目",
    value: "数值",
    filters: "筛选",
    days: "日期",
    contracts: "合同数",
    amount: "合同金额（元）",
    mean: "平均合同金额（元）",
    performance: "计入业绩（元）",
    rewards: "奖励个数",
    reward: "奖励金额（元）",
    people: "管家人数",
    rank: "名次",
    person: "管家",
    provider: "服务商",
    campaign: "活动",
    held: "已获得档位",
    next: "下一档",
    missing: "还差（元）",
    type: "奖励类型",
    name: "奖励名称",
    day: "日期",
    id: "合同ID",
    number: "合同编号",
    project: "工单编号",
    signed: "签约日期",
    order: "工单类型",
    sequence: "活动期内第几个合同",
    remark: "备注",
    state: "状态",
    platform: "平台单",
    selfReferral: "自引单",
    booked: "已入账",
    "left-out": "不计入",
    withdrawn: "已撤销",
    settlement: "结算",
    month: "月份",
    closedAt: "关账时间",
    closedBy: "关账人",
    lastEntry: "最后一笔分录",
    payout: "奖励明细",
    adjustments: "调整",
    contract: "合同ID",
    times: "次数",
    reason: "原因",
    author: "操作人",
    at: "时间",
  },
  en: {
    totals: "Totals",
    ranking: "Ranking",
    awards: "Awards",
    trend: "Trend",
    list: "Contracts",
    figure: "Figure",
    value: "Value",
    filters: "Filters",
    days: "Days",
    contracts: "Contracts",
    amount: "Contract amount (yuan)",
    mean: "Mean amount (yuan)",
    performance: "Performance (yuan)",
    rewards: "Awards",
    reward: "Award amount (yuan)",
    people: "Housekeepers",
    rank: "Rank",
    person: "Housekeeper",
    provider: "Provider",
    campaign: "Campaign",
    held: "Tiers held",
    next: "Next tier",
    missing: "Short of it (yuan)",
    type: "Type",
    name: "Award",
    day: "Day",
    id: "Contract ID",
    number: "Contract number",
    project: "Order number",
    signed: "Signed",
    order: "Order type",
    sequence: "Number in the campaign",
    remark: "Remark",
    state: "State",
    platform: "Platform order",
    selfReferral: "Self-referral",
    booked: "Booked",
    "left-out": "Left out",
    withdrawn: "Withdrawn",
    settlement: "Settlement",
    month: "Month",
    closedAt: "Closed at",
    closedBy: "Closed by",
    lastEntry: "Last entry",
    payout: "Awards by person",
    adjustments: "Adjustments",
    contract: "Contract ID",
    times: "Times",
    reason: "Reason",
    author: "Author",
    at: "At",
  },
} as const;

export const yuan = (fen: number) => fen / 100;
export const title = "Belfry 钟楼";

/** Columns of the sums that every sheet of figures has. */
export function sumColumns(language: SheetLanguage) {
  const w = words[language];
  return [
    { field: "contracts", header: w.contracts, width: 10 },
    { field: "amount", header: w.amount, width: 18 },
    { field: "performance", header: w.performance, width: 18 },
    { field: "rewards", header: w.rewards, width: 12 },
    { field: "reward", header: w.reward, width: 18 },
  ];
}

/** Their values, in yuan. */
export function sumsOf(of: {
  readonly contracts: number;
  readonly amountFen: number;
  readonly performanceFen: number;
  readonly rewards: number;
  readonly rewardFen: number;
}) {
  return {
    contracts: of.contracts,
    amount: yuan(of.amountFen),
    performance: yuan(of.performanceFen),
    rewards: of.rewards,
    reward: yuan(of.rewardFen),
  };
}
