import { createReadStream } from "node:fs";
import { basename } from "node:path";
import { pipeline } from "node:stream";
import { AppError } from "@belfry/model";
import { CsvError, parse } from "csv-parse";
import type { Campaign } from "../campaign/campaign.ts";
import { findColumns } from "./contract-columns.ts";
import { contractReader, type ReadContract, type SourceRow } from "./contract-reader.ts";
import { refuseMissingColumns } from "./needed-columns.ts";
import { refuseOtherEncodings } from "./refuse-encoding.ts";
import { renamedColumns, type ColumnNames } from "./renamed-columns.ts";

/** A longer row is a quote that was never closed: the rest of the file would be read as one value. */
const longestRecord = 1_000_000;
const chunkBytes = 262_144;

export interface ReadContractFileOptions {
  /** Whether columns that no rule asks for are kept, for the performance list. @default false */
  readonly keepColumns?: boolean;
  /** @default they have one of their names */
  readonly columns?: ColumnNames | undefined;
}

/**
 * Streams the contracts of a CSV file for a campaign: the first row names the columns, in Chinese or English, in any order;
 * empty rows are left out. A row that is wrong comes as a fault in its place.
 *
 * @throws AppError `CONTRACTS_UNREADABLE`: the file is not there, not UTF-8, no CSV, empty, or lacks a column.
 */
export function readContractFile(
  path: string,
  campaign: Campaign,
  options: ReadContractFileOptions = {},
): AsyncGenerator<ReadContract, void, undefined> {
  const file = basename(path);
  return readRecords({ path, file }, (header) => {
    const { columns = {}, ...kept } = options;
    const reader = contractReader(campaign, renamedColumns(header, columns, file), { ...kept, file });
    return (record, row) => reader.read(record, row);
  });
}

/**
 * Streams a CSV file as rows of a source, for a run.
 *
 * @param of.file what people call the file, where it lies under another name
 * @throws AppError `CONTRACTS_UNREADABLE` like `readContractFile`
 */
export function readContractRows(of: ContractFile, campaign: Campaign): AsyncGenerator<SourceRow, void, undefined> {
  return readRecords(of, (header) => {
    const { file, columns = {} } = of;
    const reader = contractReader(campaign, renamedColumns(header, columns, file), { file, keepColumns: true });
    return (record, row) => {
      const read = reader.read(record, row);
      return { row, read, raw: "fault" in read ? rawOf(header, record) : {} };
    };
  });
}

/**
 * Reads a file to its end and takes nothing of it: whoever books it afterwards will not find in its middle that the rest
 * cannot be read. Returns how many rows it has.
 *
 * @throws AppError `CONTRACTS_UNREADABLE` like `readContractFile`, and for a file that has a header and no rows
 */
export async function checkContractFile(of: ContractFile, campaign: Campaign): Promise<number> {
  const { file, columns = {} } = of;
  const rows = readRecords(of, (given) => {
    const header = renamedColumns(given, columns, file);
    refuseMissingColumns(campaign, { header, places: findColumns(header), file });
    return () => true;
  });
  let count = 0;
  for await (const isRow of rows) if (isRow) count += 1;
  if (count > 0) return count;
  throw new AppError("CONTRACTS_UNREADABLE", { file, reason: `${file} has a header and no rows.` });
}

export interface ContractFile {
  readonly path: string;
  /** What people call it: it stands at the run and in every error. */
  readonly file: string;
  /** @default they have one of their names */
  readonly columns?: ColumnNames | undefined;
}

type ReadRecord<T> = (record: readonly string[], row: number) => T;

/** @param begin is told the header and says how the records below it are read */
async function* readRecords<T>(
  { path, file }: ContractFile,
  begin: (header: readonly string[]) => ReadRecord<T>,
): AsyncGenerator<T, void, undefined> {
  const parser = parse({ bom: true, relax_column_count: true, relax_quotes: true, max_record_size: longestRecord });
  // An error of an earlier stream destroys the parser with that error, and whoever reads the parser gets it thrown.
  pipeline(createReadStream(path, { highWaterMark: chunkBytes }), refuseOtherEncodings(file), parser, () => undefined);
  let row = 0;
  let read: ReadRecord<T> | undefined;
  try {
    for await (const record of parser as AsyncIterable<string[]>) {
      row += 1;
      if (record.length === 1 && record[0] === "") continue;
      if (read === undefined) read = begin(record);
      else yield read(record, row);
    }
  } catch (error) {
    throw readable(error, { file, row });
  }
  if (read === undefined)
    throw new AppError("CONTRACTS_UNREADABLE", { file, reason: `${file} is empty: not even its header is there.` });
}

/** Values that no column is there for are kept by their place: they are what is wrong with the row. */
function rawOf(header: readonly string[], record: readonly string[]): Record<string, string> {
  return Object.fromEntries(record.map((value, place) => [header[place]?.trim() ?? `column ${place + 1}`, value]));
}

function readable(error: unknown, { file, row }: { readonly file: string; readonly row: number }): unknown {
  if (error instanceof CsvError) {
    const unclosed = error.code === "CSV_QUOTE_NOT_CLOSED" || error.code === "CSV_MAX_RECORD_SIZE";
    const what = unclosed ? "a quote is opened and not closed again" : error.message;
    return new AppError(
      "CONTRACTS_UNREADABLE",
      { file, row: row + 1, reason: `${file} cannot be read behind row ${row}: ${what}.` },
      { cause: error },
    );
  }
  const { code, syscall } = error as NodeJS.ErrnoException;
  if (syscall === undefined) return error;
  const reason = code === "ENOENT" ? `${file} is not there.` : `${file} cannot be read: ${code ?? "unknown"}.`;
  return new AppError("CONTRACTS_UNREADABLE", { file, reason, remedy: "Check the path." }, { cause: error });
}
