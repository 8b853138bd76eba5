import type { Incentives } from "@belfry/incentive";
import type { WorkbookSheet } from "../../api-deps.ts";
import { figureSheet, type Figure } from "./figure-sheet.ts";
import { sumColumns, sumsOf, title, words, yuan, type SheetLook } from "./incentive-sheet-words.ts";

type Report = Awaited<ReturnType<Incentives["settlementReport"]>>;

/** What the books of a month came to, and who closed them. */
export function settlementSheet(
  campaign: string,
  { settlement }: Report,
  { language, names }: SheetLook,
): WorkbookSheet {
  const w = words[language];
  const sums = sumsOf(settlement);
  const rows: Figure[] = [
    [w.campaign, campaign],
    [w.month, settlement.month],
    [w.contracts, sums.contracts],
    [w.amount, sums.amount],
    [w.performance, sums.performance],
    [w.rewards, sums.rewards],
    [w.reward, sums.reward],
    [w.lastEntry, settlement.lastEntry],
    [w.closedAt, inShanghai(settlement.closedAt)],
    ...(names ? [[w.closedBy, settlement.closedBy] as const] : []),
  ];
  return figureSheet(w.settlement, rows, language);
}

/** The sums of each person, of their contracts and their awards together. */
export function settledPeopleSheet({ payouts }: Report, { language, names }: SheetLook): WorkbookSheet {
  const w = words[language];
  const people = Map.groupBy(payouts, ({ person, provider }) => JSON.stringify([person, provider]));
  return {
    name: w.ranking,
    title,
    columns: [...personColumns({ language, names }), ...sumColumns(language)],
    rows: [...people.values()].map((lines) => ({
      ...personOf(lines[0], names),
      ...sumsOf({
        contracts: total(lines, "contracts"),
        amountFen: total(lines, "amountFen"),
        performanceFen: total(lines, "performanceFen"),
        rewards: total(lines, "rewards"),
        rewardFen: total(lines, "rewardFen"),
      }),
    })),
  };
}

/** What each person is to be paid, award by award. */
export function payoutSheet({ payouts }: Report, { language, names }: SheetLook): WorkbookSheet {
  const w = words[language];
  return {
    name: w.payout,
    title,
    columns: [
      ...personColumns({ language, names }),
      { field: "type", header: w.type, width: 16 },
      { field: "name", header: w.name, width: 22 },
      { field: "times", header: w.times, width: 10 },
      { field: "reward", header: w.reward, width: 18 },
    ],
    rows: payouts
      .filter(({ rewardName }) => rewardName !== null)
      .map((line) => ({
        ...personOf(line, names),
        type: line.rewardType,
        name: line.rewardName,
        times: line.rewards,
        reward: yuan(line.rewardFen),
      })),
  };
}

/** What was corrected in these books, also of contracts of months that were closed. */
export function adjustmentSheet({ adjustments }: Report, { language, names }: SheetLook): WorkbookSheet {
  const w = words[language];
  return {
    name: w.adjustments,
    title,
    columns: [
      { field: "contract", header: w.contract, width: 26 },
      ...personColumns({ language, names }),
      { field: "day", header: w.signed, width: 14 },
      { field: "name", header: w.name, width: 22 },
      ...sumColumns(language),
      { field: "at", header: w.at, width: 20 },
      ...(names
        ? [
            { field: "author", header: w.author, width: 16 },
            { field: "reason", header: w.reason, width: 36 },
          ]
        : []),
    ],
    rows: adjustments.map((entry) => ({
      contract: entry.contract,
      ...personOf({ ...entry, housekeeper: entry.person }, names),
      day: entry.day,
      name: entry.rewardName,
      ...sumsOf(entry),
      at: inShanghai(entry.at),
      ...(names && { author: entry.author, reason: entry.reason }),
    })),
  };
}

function personColumns({ language, names }: SheetLook) {
  const w = words[language];
  return [
    ...(names ? [{ field: "person", header: w.person, width: 16 }] : []),
    { field: "provider", header: w.provider, width: 20 },
  ];
}

function personOf(
  line: { readonly housekeeper: string; readonly provider: string } | undefined,
  names: boolean,
): Readonly<Record<string, string>> {
  return { ...(names && { person: line?.housekeeper ?? "" }), provider: line?.provider ?? "" };
}

type Sum = "contracts" | "amountFen" | "performanceFen" | "rewards" | "rewardFen";

function total(lines: readonly Readonly<Record<Sum, number>>[], of: Sum): number {
  return lines.reduce((sum, line) => sum + line[of], 0);
}

/** Months are closed in Shanghai. */
function inShanghai(at: Date): string {
  return at.toLocaleString("sv-SE", { timeZone: "Asia/Shanghai" });
}
