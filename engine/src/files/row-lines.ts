/**
 * Rows as lines of NDJSON. What is read is what every tool would read: dates are ISO texts, big integers are numbers
 * where a number can hold them and texts where not, and a missing value is null.
 */
import { AppError } from "@belfry/model";
import type { Row } from "@belfry/plugin-kit";

/** The longest row in bytes. Readers hold one row in memory; DuckDB refuses objects above 16 MiB. */
export const longestRowBytes = 4 * 1024 * 1024;

/** @throws AppError `DATASET_INVALID` for a row that is no plain object, cannot be written as JSON or is too long */
export function rowToLine(row: Row, number: number): string {
  if (typeof row !== "object" || row === null || Array.isArray(row)) {
    throw new AppError("DATASET_INVALID", { row: number, reason: `Row ${number} is not an object with named fields.` });
  }
  const line = stringify(row, number);
  if (line.length > longestRowBytes / 3 && Buffer.byteLength(line) > longestRowBytes) throw tooLong(number);
  return line;
}

/** @throws AppError `DATASET_INVALID` for a line that is no JSON object */
export function lineToRow(line: string, number: number): Row {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch (cause) {
    throw new AppError("DATASET_INVALID", { row: number, reason: `Line ${number} is not JSON.` }, { cause });
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new AppError("DATASET_INVALID", { row: number, reason: `Line ${number} is not a JSON object.` });
  }
  return value as Row;
}

export function tooLong(number: number): AppError {
  return new AppError("DATASET_INVALID", { row: number, reason: `Row ${number} is longer than 4 MiB.` });
}

function stringify(row: Row, number: number): string {
  try {
    return JSON.stringify(row, jsonSafe);
  } catch (cause) {
    throw new AppError(
      "DATASET_INVALID",
      { row: number, reason: `Row ${number} cannot be written as JSON.` },
      { cause },
    );
  }
}

function jsonSafe(_key: string, value: unknown): unknown {
  switch (typeof value) {
    case "bigint":
      return BigInt.asIntN(54, value) === value ? Number(value) : value.toString();
    case "undefined":
    case "function":
    case "symbol":
      return null;
    default:
      return value;
  }
}
