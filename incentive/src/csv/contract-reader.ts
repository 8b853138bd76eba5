/**
 * Turns records of a file into contracts. A record that is wrong is put aside with the reason, and the next ones go on; a
 * header that lacks a column ends everything, because then no row can be right.
 */
import type { Campaign } from "../campaign/campaign.ts";
import type { Contract } from "../evaluate/contract.ts";
import { contractColumns, findColumns, type ContractField, type FieldPlaces } from "./contract-columns.ts";
import { neededColumns, refuseMissingColumns } from "./needed-columns.ts";
import { yuanText } from "../evaluate/format-amount.ts";
import { faultOfDay } from "./fault-of-day.ts";
import { NumbersByRow } from "./numbers-by-row.ts";
import { readFen, type FenOfText } from "./read-fen.ts";
import { faultText, type RowFault } from "./row-fault.ts";
import { signedDay } from "./signed-day.ts";

export type ReadContract = { readonly contract: Contract } | { readonly fault: RowFault };

/** A row of a source: the contract, or what is wrong with it. */
export interface SourceRow {
  readonly row: number;
  readonly read: ReadContract;
  /** As the source wrote it, for people who look at what was put aside. Only needed where something is wrong. */
  readonly raw: Readonly<Record<string, string>>;
}

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

/** What is wrong with a value. */
interface Fault extends ReturnType<typeof faultText> {
  readonly field: ContractField;
}

/** @throws AppError `CONTRACTS_UNREADABLE` when the header lacks a column that the campaign needs. */
export function contractReader(campaign: Campaign, header: readonly string[], options: ReaderOptions): ContractReader {
  const places = findColumns(header);
  const needed = neededColumns(campaign);
  refuseMissingColumns(campaign, { header, places, file: options.file });
  const rows = new Map<string, number>();
  /** Amounts by rows: one that comes again is compared with the first. */
  const amounts = new NumbersByRow();
  const dayOf = rememberingDays();
  const others = options.keepColumns === true ? otherColumns(header, places) : undefined;
  const usesSource = campaign.performance === "source";

  function valueOf(record: readonly string[], field: ContractField): string {
    const place = places[field];
    return place === undefined ? "" : (record[place] ?? "").trim();
  }

  /** The first thing that is wrong with a record, amounts apart. */
  function faultOf(record: readonly string[]): Fault | undefined {
    const missing = needed.find((field) => valueOf(record, field) === "");
    if (missing !== undefined) return { field: missing, ...faultText("missing") };
    const id = valueOf(record, "id");
    const first = rows.get(id);
    if (first !== undefined) return { field: "id", ...duplicate(id, first, readFen(valueOf(record, "amount"))) };
    const type = valueOf(record, "sourceType");
    if (type !== "" && !/^\d{1,4}(\.0+)?$/.test(type)) return { field: "sourceType", ...faultText("notAnOrderType") };
    const day = faultOfDay(campaign, valueOf(record, "signedAt"), dayOf);
    return day && { field: "signedAt", ...day };
  }

  function duplicate(contract: string, first: number, amount: FenOfText): ReturnType<typeof faultText> {
    const place = { contract, row: String(first) };
    const fen = amounts.get(first);
    if (!("fen" in amount) || amount.fen === fen) return faultText("duplicate", place);
    return faultText("duplicateDiffers", { ...place, first: yuanText(fen), second: yuanText(amount.fen) });
  }

  function refuse(record: readonly string[], row: number, { field, ...text }: Fault): ReadContract {
    const id = valueOf(record, "id");
    const column = header[places[field] ?? -1] ?? contractColumns[field];
    const value = valueOf(record, field);
    return { fault: { row, column, value, ...(id !== "" && { contractId: id }), ...text } };
  }

  return {
    read(record, row) {
      const id = valueOf(record, "id");
      if (record.length !== header.length)
        return { fault: wrongLength({ row, id, values: record.length, columns: header.length }) };
      const fault = faultOf(record);
      if (fault !== undefined) return refuse(record, row, fault);
      const amount = readFen(valueOf(record, "amount"));
      if ("fault" in amount) return refuse(record, row, { field: "amount", ...faultText(amount.fault) });
      const contract: Writable<Contract> = {
        id,
        number: valueOf(record, "number"),
        housekeeper: valueOf(record, "housekeeper"),
        provider: valueOf(record, "provider"),
        project: valueOf(record, "project"),
        amountFen: amount.fen,
        signedAt: valueOf(record, "signedAt"),
      };
      // Set one by one: an object spread for each of them takes a second of a million contracts.
      const type = valueOf(record, "sourceType");
      if (type !== "") contract.sourceType = Number(type);
      if (places.address !== undefined) contract.address = valueOf(record, "address");
      if (places.historicalNumber !== undefined) contract.historicalNumber = valueOf(record, "historicalNumber");
      if (places.city !== undefined) contract.city = valueOf(record, "city");
      if (places.conversion !== undefined) contract.conversion = valueOf(record, "conversion");
      if (others !== undefined) contract.columns = others(record);
      // A paid amount is only shown; what is wrong with it must not keep the contract out.
      const paid = places.paid === undefined ? undefined : readFen(valueOf(record, "paid"));
      if (paid !== undefined && "fen" in paid) contract.paidFen = paid.fen;
      if (usesSource) {
        const performance = readFen(valueOf(record, "sourcePerformance"));
        if ("fault" in performance)
          return refuse(record, row, { field: "sourcePerformance", ...faultText(performance.fault) });
        contract.sourcePerformanceFen = performance.fen;
      }
      rows.set(id, row);
      amounts.set(row, amount.fen);
      return { contract };
    },
  };
}

type Writable<T> = { -readonly [field in keyof T]: T[field] };

function wrongLength(of: { row: number; id: string; values: number; columns: number }): RowFault {
  return {
    row: of.row,
    ...(of.id !== "" && { contractId: of.id }),
    ...faultText("wrongLength", { values: String(of.values), columns: String(of.columns) }),
  };
}

/** So many different times are remembered at most; a list of whole seconds of a month has more. */
const MOST_DAYS = 10_000;

/** Times repeat, and asking a map is quicker than reading a date anew. */
function rememberingDays(): (text: string) => string | undefined {
  const days = new Map<string, string | undefined>();
  return (text) => {
    if (days.has(text)) return days.get(text);
    if (days.size >= MOST_DAYS) days.clear();
    const day = signedDay(text);
    days.set(text, day);
    return day;
  };
}

function otherColumns(header: readonly string[], places: FieldPlaces) {
  const taken = new Set(Object.values(places));
  const kept = [...header.entries()].filter(([place]) => !taken.has(place));
  return (record: readonly string[]) =>
    Object.fromEntries(kept.map(([place, name]) => [name.trim(), record[place] ?? ""]));
}
