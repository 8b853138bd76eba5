/**
 * Turns records of a file into contracts. A record that is wrong is put aside with the reason, and the next ones go on; a
 * header that lacks a column ends everything, because then no row can be right.
 */
import { AppError, type Problem } from "@belfry/model";
import type { Campaign } from "../campaign/campaign.ts";
import { campaignName } from "../campaign/campaign.ts";
import { remembersProjects } from "../evaluate/count-contract.ts";
import type { Contract } from "../evaluate/contract.ts";
import { contractColumns, findColumns, type ContractField, type FieldPlaces } from "./contract-columns.ts";
import { readFen } from "./read-fen.ts";
import type { RowFault } from "./row-fault.ts";
import { signedDay } from "./signed-day.ts";

export type ReadContract = { readonly contract: Contract } | { readonly fault: RowFault };

export interface ContractReader {
  /** Reads the record of a row; an id that came before is a fault. */
  read(record: readonly string[], row: number): ReadContract;
}

interface ReaderOptions {
  /** The name of the file, for the error. */
  readonly file: string;
  /** Whether columns that no rule asks for are kept, for the performance list. @default false */
  readonly keepColumns?: boolean;
}

/** @throws AppError `CONTRACTS_UNREADABLE` when the header lacks a column that the campaign needs. */
export function contractReader(campaign: Campaign, header: readonly string[], options: ReaderOptions): ContractReader {
  const places = findColumns(header);
  refuseMissing(campaign, { header, places, file: options.file });
  const rows = new Map<string, number>();
  const days = new Map<string, string | undefined>();
  const others = options.keepColumns === true ? otherColumns(header, places) : undefined;
  const { from, until = "9999-12-31" } = campaign.period;
  const nameOf = (field: ContractField) => header[places[field] ?? -1] ?? contractColumns[field];

  /** Dates repeat: a million contracts are of thirty days. */
  function dayOf(text: string): string | undefined {
    if (!days.has(text)) {
      if (days.size > 10_000) days.clear();
      days.set(text, signedDay(text));
    }
    return days.get(text);
  }

  return {
    read(record, row) {
      const valueOf = (field: ContractField) => {
        const place = places[field];
        return place === undefined ? "" : (record[place] ?? "").trim();
      };
      const id = valueOf("id");
      const fault = (field: ContractField, code: RowFault["code"], message: string, remedy: string): ReadContract => ({
        fault: {
          row,
          column: nameOf(field),
          value: valueOf(field),
          ...(id !== "" && { contractId: id }),
          code,
          message,
          remedy,
        },
      });
      if (record.length !== header.length)
        return {
          fault: {
            row,
            ...(id !== "" && { contractId: id }),
            code: "wrongLength",
            message: `The row has ${record.length} values and the header ${header.length}.`,
            remedy: "Put values that hold a comma or a line break into quotes.",
          },
        };
      for (const field of needed(campaign))
        if (valueOf(field) === "") return fault(field, "missing", "The value is missing.", "Fill it in at the source.");
      const first = rows.get(id);
      if (first !== undefined)
        return fault(
          "id",
          "duplicate",
          `The contract ${id} stands in row ${first} already.`,
          "Keep one of the rows; the first one was taken.",
        );
      const amounts: Partial<Record<"amount" | "paid" | "sourcePerformance", number>> = {};
      for (const field of ["amount", "paid", "sourcePerformance"] as const) {
        const text = valueOf(field);
        // What nobody counts may be blank, and what comes from the source counts only where the campaign says so.
        if (text === "" || (field === "sourcePerformance" && campaign.performance !== "source")) continue;
        const read = readFen(text);
        if ("fault" in read) {
          // A paid amount is only shown; what is wrong with it must not keep the contract out.
          if (field === "paid") continue;
          const [message, remedy] = amountFaults[read.fault];
          return fault(field, read.fault, message, remedy);
        }
        amounts[field] = read.fen;
      }
      const typeText = valueOf("sourceType");
      if (typeText !== "" && !/^\d{1,4}(\.0+)?$/.test(typeText))
        return fault(
          "sourceType",
          "notANumber",
          "The order type is no whole number.",
          "1 is a self-referral; leave it blank for a platform order.",
        );
      const day = dayOf(valueOf("signedAt"));
      if (day === undefined)
        return fault(
          "signedAt",
          "notADate",
          "It is no date.",
          "Write it like 2025-05-02 or 2025-05-02T10:00:00+08:00.",
        );
      if (day < from || day > until)
        return fault(
          "signedAt",
          "outsidePeriod",
          `The contract is of ${day}, and ${campaignName(campaign)} goes from ${from} to ${campaign.period.until ?? "further notice"}.`,
          "Evaluate it under the campaign of its month, or correct the date.",
        );
      rows.set(id, row);
      return {
        contract: {
          id,
          number: valueOf("number"),
          housekeeper: valueOf("housekeeper"),
          provider: valueOf("provider"),
          project: valueOf("project"),
          amountFen: amounts.amount ?? 0,
          signedAt: valueOf("signedAt"),
          ...(typeText !== "" && { sourceType: Number(typeText) }),
          ...(places.address !== undefined && { address: valueOf("address") }),
          ...(places.historicalNumber !== undefined && { historicalNumber: valueOf("historicalNumber") }),
          ...(amounts.sourcePerformance !== undefined && { sourcePerformanceFen: amounts.sourcePerformance }),
          ...(amounts.paid !== undefined && { paidFen: amounts.paid }),
          ...(places.city !== undefined && { city: valueOf("city") }),
          ...(places.conversion !== undefined && { conversion: valueOf("conversion") }),
          ...(others !== undefined && { columns: others(record) }),
        },
      };
    },
  };
}

const amountFaults = {
  notANumber: ["The amount is no number.", "Write it in yuan, without commas and units: 30548.8."],
  negative: ["The amount is negative.", "A contract that was withdrawn is a correction; take the row out."],
  tooManyDecimals: ["The amount has more than two decimals.", "Round it to fen at the source."],
} as const;

/** Which columns no row may leave blank. */
function needed(campaign: Campaign): ContractField[] {
  return [
    "id",
    "housekeeper",
    ...(campaign.person === "管家_服务商" ? (["provider"] as const) : []),
    "number",
    "amount",
    ...(remembersProjects(campaign) ? (["project"] as const) : []),
    "signedAt",
    ...(campaign.performance === "source" ? (["sourcePerformance"] as const) : []),
  ];
}

function refuseMissing(
  campaign: Campaign,
  { header, places, file }: { readonly header: readonly string[]; readonly places: FieldPlaces; readonly file: string },
): void {
  const missing = needed(campaign).filter((field) => places[field] === undefined);
  if (missing.length === 0) return;
  const there = header.map((name) => name.trim()).join(", ");
  throw new AppError("CONTRACTS_UNREADABLE", {
    file,
    row: 1,
    problems: missing.map((field): Problem => ({
      path: `${file} row 1`,
      message: `The column ${contractColumns[field]} is missing; there are: ${there}.`,
      remedy: `Add it under this name, or under one of its parts. ${campaignName(campaign)} cannot be evaluated without it.`,
    })),
  });
}

function otherColumns(header: readonly string[], places: FieldPlaces) {
  const taken = new Set(Object.values(places));
  const kept = [...header.entries()].filter(([place]) => !taken.has(place));
  return (record: readonly string[]) =>
    Object.fromEntries(kept.map(([place, name]) => [name.trim(), record[place] ?? ""]));
}
