import type { Incentives } from "@belfry/incentive";
import type { WorkbookSheet } from "../../api-deps.ts";
import { figureSheet, type Figure } from "./figure-sheet.ts";
import { sumColumns, sumsOf, title, words, yuan, type SheetLook } from "./incentive-sheet-words.ts";

type Answer<Name extends keyof Incentives> = Incentives[Name] extends (...args: never[]) => Promise<infer Value>
  ? Value
  : never;

/** The sums of everything that was asked for, and what was asked. */
export function totalsSheet(
  totals: Answer<"totals">,
  filter: Readonly<Record<string, string | undefined>>,
  { language }: SheetLook,
): WorkbookSheet {
  const w = words[language];
  const { contracts, amountFen, performanceFen, rewards, rewardFen, people, firstDay, lastDay } = totals;
  const asked = Object.values(filter).filter((value) => value !== undefined);
  const rows: Figure[] = [
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
  return figureSheet(w.totals, rows, language);
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
