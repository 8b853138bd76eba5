import { createReadStream } from "node:fs";
import { basename } from "node:path";
import { pipeline } from "node:stream";
import { AppError } from "@belfry/model";
import { CsvError, parse } from "csv-parse";
import { refuseOtherEncodings } from "./refuse-encoding.ts";

/**
 * Reads a CSV file as rows, column → value, without asking what they mean: whoever books them knows their campaign.
 *
 * @throws AppError `CONTRACTS_UNREADABLE`: the file is not there, not UTF-8, or no CSV.
 */
export async function readCsvRows(path: string): Promise<Record<string, string>[]> {
  const file = basename(path);
  const parser = parse({ bom: true, columns: true, relax_quotes: true, skip_empty_lines: true });
  pipeline(createReadStream(path), refuseOtherEncodings(file), parser, () => undefined);
  const rows: Record<string, string>[] = [];
  try {
    for await (const row of parser as AsyncIterable<Record<string, string>>) rows.push(row);
  } catch (error) {
    const { code, syscall } = error as NodeJS.ErrnoException;
    if (error instanceof CsvError)
      throw new AppError(
        "CONTRACTS_UNREADABLE",
        { file, reason: `${file} is no CSV: ${error.message}.` },
        { cause: error },
      );
    if (syscall === undefined) throw error;
    const reason = code === "ENOENT" ? `${file} is not there.` : `${file} cannot be read: ${code ?? "unknown"}.`;
    throw new AppError("CONTRACTS_UNREADABLE", { file, reason, remedy: "Check the path." }, { cause: error });
  }
  return rows;
}
