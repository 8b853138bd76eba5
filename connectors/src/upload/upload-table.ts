/**
 * The rows of an upload, kept in a file until all are there: how a number prints is known when its whole column has been
 * seen, and a day of all shops does not fit into memory.
 */
import { createReadStream, createWriteStream } from "node:fs";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { finished } from "node:stream/promises";
import { ActionFailure } from "@belfry/plugin-kit";
import { addKind, cellText, noKinds, printsFractions, type ColumnKinds } from "./cell-text.ts";
import type { UploadRecord } from "./upload-records.ts";

export interface UploadTable {
  readonly columns: readonly string[];
  readonly rows: number;
  /** The rows as texts, in the order of the columns. */
  readonly read: () => AsyncIterable<readonly string[]>;
}

export interface UploadTableWriter {
  /** Names columns that are there also when no row has them. */
  name(columns: readonly string[]): void;
  /** @throws ActionFailure `UPLOAD_TOO_MANY_ROWS` */
  add(record: UploadRecord): Promise<void>;
  close(): Promise<UploadTable>;
}

/** @param path a file that does not exist yet, inside the scratch folder */
export function openUploadTable(path: string, { maxRows }: { readonly maxRows: number }): UploadTableWriter {
  const places = new Map<string, number>();
  const kinds: ColumnKinds[] = [];
  const file = createWriteStream(path);
  let rows = 0;
  const placeOf = (column: string): number => {
    let place = places.get(column);
    if (place === undefined) {
      place = kinds.push(noKinds()) - 1;
      places.set(column, place);
    }
    return place;
  };
  return {
    name(columns) {
      for (const column of columns) placeOf(column);
    },
    async add(record) {
      rows += 1;
      if (rows > maxRows) throw tooMany(maxRows);
      const cells: unknown[] = [];
      for (const [column, value] of record) {
        const place = placeOf(column);
        cells[place] = value;
        const kind = kinds[place];
        if (kind !== undefined) addKind(kind, value);
      }
      if (!file.write(`${JSON.stringify(cells)}\n`)) await once(file, "drain");
    },
    async close() {
      file.end();
      await finished(file);
      const columns = [...places.keys()];
      const fractions = kinds.map((kind) => printsFractions(kind, rows));
      return {
        columns,
        rows,
        async *read() {
          for await (const line of createInterface({ input: createReadStream(path), crlfDelay: Infinity })) {
            const cells = JSON.parse(line) as readonly unknown[];
            yield columns.map((_, at) => cellText(cells[at], fractions[at] ?? false));
          }
        },
      };
    },
  };
}

function tooMany(maxRows: number): ActionFailure {
  return new ActionFailure(`There are more than ${maxRows} rows. Merge a shorter period, or raise maxRows.`, {
    class: "config",
    code: "UPLOAD_TOO_MANY_ROWS",
    details: { maxRows },
  });
}
