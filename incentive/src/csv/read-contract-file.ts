import { createReadStream } from "node:fs";
import { basename } from "node:path";
import { pipeline } from "node:stream";
import { AppError } from "@belfry/model";
import { CsvError, parse } from "csv-parse";
import type { Campaign } from "../campaign/campaign.ts";
import { contractReader, type ContractReader, type ReadContract } from "./contract-reader.ts";
import { refuseOtherEncodings } from "./refuse-encoding.ts";

/** A longer row is a quote that was never closed: the rest of the file would be read as one value. */
const longestRecord = 1_000_000;
const chunkBytes = 262_144;

export interface ReadContractFileOptions {
  /** Whether columns that no rule asks for are kept, for the performance list. @default false */
  readonly keepColumns?: boolean;
}

/**
 * Streams the contracts of a CSV file for a campaign: the first row names the columns, in Chinese or English, in any order;
 * empty rows are left out. A row that is wrong comes as a fault in its place.
 *
 * @throws AppError `CONTRACTS_UNREADABLE`: the file is not there, not UTF-8, no CSV, empty, or lacks a column.
 */
export async function* readContractFile(
  path: string,
  campaign: Campaign,
  options: ReadContractFileOptions = {},
): AsyncGenerator<ReadContract, void, undefined> {
  const file = basename(path);
  const parser = parse({ bom: true, relax_column_count: true, relax_quotes: true, max_record_size: longestRecord });
  // An error of an earlier stream destroys the parser with that error, and whoever reads the parser gets it thrown.
  pipeline(createReadStream(path, { highWaterMark: chunkBytes }), refuseOtherEncodings(file), parser, () => undefined);
  let row = 0;
  let reader: ContractReader | undefined;
  try {
    for await (const record of parser as AsyncIterable<string[]>) {
      row += 1;
      if (record.length === 1 && record[0] === "") continue;
      if (reader === undefined) reader = contractReader(campaign, record, { ...options, file });
      else yield reader.read(record, row);
    }
  } catch (error) {
    throw readable(error, { file, row });
  }
  if (reader === undefined)
    throw new AppError("CONTRACTS_UNREADABLE", { file, reason: `${file} is empty: not even its header is there.` });
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
