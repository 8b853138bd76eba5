import { createReadStream } from "node:fs";
import { addAbortSignal, pipeline, Readable } from "node:stream";
import { ActionFailure } from "@belfry/plugin-kit";
import { CsvError, parse } from "csv-parse";
import iconv from "iconv-lite";
import type { Delimiter } from "./detect-delimiter.ts";
import type { Encoding } from "./detect-encoding.ts";

/** One row of the file, and the line it ends on, counted from 1. */
export interface CsvRecord {
  readonly values: readonly string[];
  readonly line: number;
}

/** A longer row is a quote that was never closed: the rest of the file would be read as one value. */
const longestRecord = 1_000_000;

export interface ParseOptions {
  readonly source: { readonly path: string; readonly encoding: Encoding } | { readonly text: string };
  readonly delimiter: Delimiter;
  readonly trim: boolean;
  readonly signal: AbortSignal;
}

/** Streams the rows of a CSV, empty lines left out. @throws ActionFailure `CSV_INVALID` */
export async function* parseRecords({
  source,
  delimiter,
  trim,
  signal,
}: ParseOptions): AsyncGenerator<CsvRecord, void, undefined> {
  let line = 0;
  const parser = parse({
    delimiter,
    trim,
    bom: true,
    skip_empty_lines: true,
    // The number of values is checked by the caller, which knows how many there must be and what to do about it.
    relax_column_count: true,
    // A quote inside of a value, as people type it (5" Rohr), is a character.
    relax_quotes: true,
    max_record_size: longestRecord,
    info: true,
    // Remembered here: an error throws away the rows that were parsed before it and not yet read.
    on_record: (record: string[], { lines }) => {
      line = lines;
      return record;
    },
  });
  if ("text" in source) pipeline(Readable.from(piecesOf(source.text)), parser, thrownByTheParser);
  else pipeline(createReadStream(source.path), iconv.decodeStream(source.encoding), parser, thrownByTheParser);
  try {
    for await (const { record, info } of addAbortSignal(signal, parser) as AsyncIterable<ParsedRecord>) {
      yield { values: record, line: info.lines };
    }
  } catch (error) {
    signal.throwIfAborted();
    throw error instanceof CsvError ? notCsv(error, line) : error;
  }
}

/** The parser takes a piece in one go and holds up the loop meanwhile, so that nobody could cancel a long text. */
const pieceBytes = 65_536;

function* piecesOf(text: string): Generator<Buffer> {
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; at += pieceBytes) yield bytes.subarray(at, at + pieceBytes);
}

/** An error of an earlier stream destroys the parser with that error, and whoever reads the parser gets it thrown. */
const thrownByTheParser = () => undefined;

interface ParsedRecord {
  readonly record: string[];
  readonly info: { readonly lines: number };
}

function notCsv(error: CsvError, line: number): ActionFailure {
  const unclosed = error.code === "CSV_QUOTE_NOT_CLOSED" || error.code === "CSV_MAX_RECORD_SIZE";
  const reason = unclosed ? "a quote is opened and not closed again" : error.message;
  return new ActionFailure(`After line ${line} the CSV cannot be read: ${reason}.`, {
    class: "runtime",
    code: "CSV_INVALID",
    details: { line: line + 1 },
    cause: error,
  });
}
