import type { EvaluatedRow } from "@belfry/incentive";
import { formatTable } from "../output/table.ts";
import type { EvaluatedFile } from "./evaluate-file.ts";

type Yuan = (fen: number) => string;

/** So many people and wrong rows are shown; --json gives all. */
const SHOWN = 20;

/** What came of a file, for people: counts, who earned most, and what was put aside. */
export function evaluatedText(result: EvaluatedFile, yuan: Yuan, width: number): string {
  const { campaign, contracts, rewards, rewardsFen, quarantine } = result;
  const left = [
    ...(contracts.known > 0 ? [`${contracts.known} known before`] : []),
    ...(contracts.otherSourceType > 0 ? [`${contracts.otherSourceType} of other order types`] : []),
    ...(contracts.quarantined > 0 ? [`${contracts.quarantined} put aside`] : []),
  ];
  return [
    `${campaign}: ${contracts.evaluated} of ${contracts.read} contracts evaluated${left.length === 0 ? "" : ` (${left.join(", ")})`}.`,
    `${rewards.length} awards, ${yuan(rewardsFen)} yuan.`,
    ...awardLines(result, yuan, width),
    ...personLines(result.rows, yuan, width),
    ...(quarantine.length === 0 ? [] : ["", "Put aside:"]),
    ...quarantine.slice(0, SHOWN).map((fault) => {
      const where = fault.column === undefined ? `row ${fault.row}` : `row ${fault.row}, ${fault.column}`;
      const value = fault.value === undefined || fault.value === "" ? "" : ` “${fault.value}”`;
      return `  ${where}${value}: ${fault.message} ${fault.remedy}`;
    }),
    ...(quarantine.length > SHOWN ? [`  … and ${quarantine.length - SHOWN} more; --json lists them all.`] : []),
  ].join("\n");
}

function awardLines({ rewards }: EvaluatedFile, yuan: Yuan, width: number): string[] {
  if (rewards.length === 0) return [];
  const byName = Map.groupBy(rewards, ({ type, name }) => `${type} ${name}`);
  const columns = [
    { head: "TYPE" },
    { head: "AWARD", flexible: true },
    { head: "TIMES", align: "right" as const },
    { head: "YUAN", align: "right" as const },
  ];
  const rows = [...byName.values()].map((same) => [
    same[0]?.type ?? "",
    same[0]?.name ?? "",
    String(same.length),
    yuan(sumFen(same)),
  ]);
  return ["", formatTable(columns, rows, width)];
}

function personLines(rows: readonly EvaluatedRow[], yuan: Yuan, width: number): string[] {
  if (rows.length === 0) return [];
  const people = [...Map.groupBy(rows, ({ person }) => person).entries()].map(([person, own]) => ({
    person,
    last: own.at(-1),
    awards: own.flatMap(({ rewards }) => rewards),
  }));
  const first = people.toSorted((a, b) => sumFen(b.awards) - sumFen(a.awards)).slice(0, SHOWN);
  const columns = [
    { head: "PERSON", flexible: true },
    { head: "CONTRACTS", align: "right" as const },
    { head: "TOTAL", align: "right" as const },
    { head: "PERFORMANCE", align: "right" as const },
    { head: "AWARDS", align: "right" as const },
    { head: "YUAN", align: "right" as const },
    { head: "NEXT", flexible: true },
  ];
  const lines = first.map(({ person, last, awards }) => [
    person,
    String(last?.housekeeperCount ?? 0),
    yuan(last?.housekeeperTotalFen ?? 0),
    yuan(last?.cumulativePerformanceFen ?? 0),
    String(awards.length),
    yuan(sumFen(awards)),
    last?.remark ?? "",
  ]);
  const more = people.length - first.length;
  return ["", formatTable(columns, lines, width), ...(more > 0 ? [`… and ${more} more people.`] : [])];
}

function sumFen(rewards: readonly { readonly amountFen?: number }[]): number {
  return rewards.reduce((sum, { amountFen = 0 }) => sum + amountFen, 0);
}
