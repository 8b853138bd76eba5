import type { RowFault } from "@belfry/incentive";
import { formatTable } from "../output/table.ts";
import type { FileCounts } from "./evaluate-file.ts";
import type { RowSums } from "./sum-rows.ts";

/** What is shown of a file. */
export interface EvaluatedFile {
  /** `BJ-2025-05@2025-08` */
  readonly campaign: string;
  readonly counts: FileCounts;
  readonly sums: RowSums;
  readonly quarantine: readonly RowFault[];
}

type Yuan = (fen: number) => string;

/** So many people and wrong rows are shown; --json gives all. */
const SHOWN = 20;

/** What came of a file, for people: counts, who earned most, and what was put aside. */
export function evaluatedText(
  { campaign, counts, sums, quarantine }: EvaluatedFile,
  yuan: Yuan,
  width: number,
): string {
  const left = [
    ...(counts.known > 0 ? [`${counts.known} known before`] : []),
    ...(counts.otherSourceType > 0 ? [`${counts.otherSourceType} of other order types`] : []),
    ...(counts.quarantined > 0 ? [`${counts.quarantined} put aside`] : []),
  ];
  const awards = sums.awards();
  const times = awards.reduce((sum, one) => sum + one.times, 0);
  const amountFen = awards.reduce((sum, one) => sum + one.amountFen, 0);
  return [
    `${campaign}: ${counts.evaluated} of ${counts.read} contracts evaluated${left.length === 0 ? "" : ` (${left.join(", ")})`}.`,
    `${times} awards, ${yuan(amountFen)} yuan.`,
    ...awardLines(sums, yuan, width),
    ...personLines(sums, yuan, width),
    ...(quarantine.length === 0 ? [] : ["", "Put aside:"]),
    ...quarantine.slice(0, SHOWN).map((fault) => {
      const where = fault.column === undefined ? `row ${fault.row}` : `row ${fault.row}, ${fault.column}`;
      const value = fault.value === undefined || fault.value === "" ? "" : ` “${fault.value}”`;
      return `  ${where}${value}: ${fault.message} ${fault.remedy}`;
    }),
    ...(quarantine.length > SHOWN ? [`  … and ${quarantine.length - SHOWN} more; --json lists them all.`] : []),
  ].join("\n");
}

const right = "right" as const;

function awardLines(sums: RowSums, yuan: Yuan, width: number): string[] {
  const rows = sums.awards().map(({ type, name, times, amountFen }) => [type, name, String(times), yuan(amountFen)]);
  if (rows.length === 0) return [];
  const columns = [
    { head: "TYPE" },
    { head: "AWARD", flexible: true },
    { head: "TIMES", align: right },
    { head: "YUAN", align: right },
  ];
  return ["", formatTable(columns, rows, width)];
}

function personLines(sums: RowSums, yuan: Yuan, width: number): string[] {
  const people = sums.people();
  if (people.length === 0) return [];
  const columns = [
    { head: "PERSON", flexible: true },
    { head: "CONTRACTS", align: right },
    { head: "TOTAL", align: right },
    { head: "PERFORMANCE", align: right },
    { head: "AWARDS", align: right },
    { head: "YUAN", align: right },
    { head: "NEXT", flexible: true },
  ];
  const rows = people
    .slice(0, SHOWN)
    .map(({ person, count, totalFen, performanceFen, rewards, amountFen, remark }) => [
      person,
      String(count),
      yuan(totalFen),
      yuan(performanceFen),
      String(rewards),
      yuan(amountFen),
      remark,
    ]);
  const more = people.length - rows.length;
  return ["", formatTable(columns, rows, width), ...(more > 0 ? [`… and ${more} more people.`] : [])];
}
