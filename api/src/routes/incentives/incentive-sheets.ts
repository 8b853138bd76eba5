import type { Incentives } from "@belfry/incentive";
import type { WorkbookSheet } from "../../api-deps.ts";
import type { SheetLanguage } from "../rules/slot-sheets.ts";

type Answer<Name extends keyof Incentives> = Incentives[Name] extends (...args: never[]) => Promise<infer Value>
  ? Value
  : never;

/** @param names whether the reader may see what people are called */
export interface SheetLook {
  readonly language: SheetLanguage;
  readonly names: boolean;
}

const words = {
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
  },
} as const;

const yuan = (fen: number) => fen / 100;
const title = "Belfry 钟楼";

/** The sums of everything that was asked for, and what was asked. */
export function totalsSheet(
  totals: Answer<"totals">,
  filter: Readonly<Record<string, string | undefined>>,
  { language }: SheetLook,
): WorkbookSheet {
  const w = words[language];
  const { contracts, amountFen, performanceFen, rewards, rewardFen, people, firstDay, lastDay } = totals;
  const asked = Object.values(filter).filter((value) => value !== undefined);
  const rows: (readonly [string, string | number])[] = [
    [w.filters, asked.length === 0 ? "–" : asked.join(" · ")],
    [w.days, firstDay === null ? "–" : `${firstDay} – ${lastDay ?? ""}`],
    [w.contracts, contracts],
    [w.amount, yuan(amountFen)],
    [w.mean, contracts === 0 ? "–" : yuan(Math.round(amountFen / contracts))],
    [w.performance, yuan(performanceFen)],
    [w.rewards, rewards],
    [w.reward, yuan(rewardFen)],
    [w.people, people],
  ];
  return {
    name: w.totals,
    title,
    columns: [
      { field: "figure", header: w.figure, width: 26 },
      { field: "value", header: w.value, width: 30 },
    ],
    rows: rows.map(([figure, value]) => ({ figure, value })),
  };
}

/** Everybody with their sums, the best first. */
export function peopleSheet(people: Answer<"ranking">, { language, names }: SheetLook): WorkbookSheet {
  const w = words[language];
  return {
    name: w.ranking,
    title,
    columns: [
      { field: "rank", header: w.rank, width: 8 },
      ...(names ? [{ field: "person", header: w.person, width: 16 }] : []),
      { field: "provider", header: w.provider, width: 20 },
      { field: "campaign", header: w.campaign, width: 18 },
      ...sumColumns(language),
      { field: "held", header: w.held, width: 24 },
      { field: "next", header: w.next, width: 14 },
      { field: "missing", header: w.missing, width: 14 },
    ],
    rows: people.map((one) => ({
      rank: one.rank,
      ...(names && { person: one.housekeeper }),
      provider: one.provider,
      campaign: one.campaign,
      ...sumsOf(one),
      held: one.held.join(", "),
      next: one.next?.award ?? null,
      missing: one.next === null ? null : yuan(one.next.missingFen),
    })),
  };
}

export function rewardSheet(sums: Answer<"rewardSums">, { language }: SheetLook): WorkbookSheet {
  const w = words[language];
  return {
    name: w.awards,
    title,
    columns: [
      { field: "type", header: w.type, width: 16 },
      { field: "name", header: w.name, width: 22 },
      { field: "rewards", header: w.rewards, width: 12 },
      { field: "reward", header: w.reward, width: 18 },
    ],
    rows: sums.map(({ type, name, rewards, rewardFen }) => ({ type, name, rewards, reward: yuan(rewardFen) })),
  };
}

export function trendSheet(days: Answer<"trend">, { language }: SheetLook): WorkbookSheet {
  const w = words[language];
  return {
    name: w.trend,
    title,
    columns: [{ field: "at", header: w.day, width: 14 }, ...sumColumns(language)],
    rows: days.map((day) => ({ at: day.at, ...sumsOf(day) })),
  };
}

/** The contracts of a campaign, the last one booked first. */
export function contractSheet(contracts: Answer<"listContracts">, { language, names }: SheetLook): WorkbookSheet {
  const w = words[language];
  return {
    name: w.list,
    title,
    columns: [
      { field: "id", header: w.id, width: 26 },
      { field: "number", header: w.number, width: 26 },
      ...(names ? [{ field: "person", header: w.person, width: 16 }] : []),
      { field: "provider", header: w.provider, width: 20 },
      { field: "project", header: w.project, width: 20 },
      { field: "signed", header: w.signed, width: 14 },
      { field: "order", header: w.order, width: 14 },
      { field: "sequence", header: w.sequence, width: 12 },
      { field: "amount", header: w.amount, width: 18 },
      { field: "performance", header: w.performance, width: 18 },
      { field: "names", header: w.name, width: 26 },
      { field: "reward", header: w.reward, width: 18 },
      { field: "remark", header: w.remark, width: 36 },
      { field: "state", header: w.state, width: 12 },
    ],
    rows: contracts.map((one) => ({
      id: one.contract,
      number: one.number,
      ...(names && { person: one.housekeeper }),
      provider: one.provider,
      project: one.project,
      signed: one.day,
      order: w[one.orderType],
      sequence: one.sequence,
      amount: yuan(one.amountFen),
      performance: yuan(one.countedFen),
      names: one.rewards.map(({ name }) => name).join(", "),
      reward: yuan(one.rewardFen),
      remark: one.remark,
      state: w[one.state],
    })),
  };
}

function sumColumns(language: SheetLanguage) {
  const w = words[language];
  return [
    { field: "contracts", header: w.contracts, width: 10 },
    { field: "amount", header: w.amount, width: 18 },
    { field: "performance", header: w.performance, width: 18 },
    { field: "rewards", header: w.rewards, width: 12 },
    { field: "reward", header: w.reward, width: 18 },
  ];
}

function sumsOf(of: {
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
