import { open, rm, type FileHandle } from "node:fs/promises";
import { join } from "node:path";
import { AppError, type DatasetRef } from "@belfry/model";
import type { DatasetWriter, Row } from "@belfry/plugin-kit";
import { onDisk } from "./durable-files.ts";
import { rowToLine } from "./row-lines.ts";

/** Enough for few calls to the system, little enough that a hundred open writers stay small. */
const chunkCharacters = 128 * 1024;

/** Rows whose every field has another name are data turned sideways; their column list would grow without end. */
const mostColumns = 4096;

interface DatasetWriterDeps {
  readonly scratchFolder: string;
  readonly id: string;
  readonly columns: readonly string[] | undefined;
  /** Makes the finished file durable under its id. */
  readonly keep: (path: string, description: { rows: number; columns: readonly string[] }) => Promise<DatasetRef>;
}

/** Opens a writer whose file lies in the scratch folder until `close`. */
export async function openDatasetWriter(deps: DatasetWriterDeps): Promise<DatasetWriter> {
  const path = join(deps.scratchFolder, `${deps.id}.ndjson`);
  return new NdjsonWriter(deps, path, await onDisk(() => open(path, "wx", 0o600)));
}

class NdjsonWriter implements DatasetWriter {
  readonly #deps: DatasetWriterDeps;
  readonly #path: string;
  readonly #file: FileHandle;
  readonly #columns: Set<string>;
  readonly #namedColumns: boolean;
  #buffer = "";
  #rows = 0;
  /** Writes follow each other even if a caller did not wait: two at once would mix their lines. */
  #tail: Promise<void> = Promise.resolve();
  #closed: Promise<DatasetRef> | undefined;
  #discarded = false;

  constructor(deps: DatasetWriterDeps, path: string, file: FileHandle) {
    this.#deps = deps;
    this.#path = path;
    this.#file = file;
    this.#columns = new Set(deps.columns);
    this.#namedColumns = deps.columns !== undefined;
  }

  async write(rows: readonly Row[]): Promise<void> {
    if (this.#closed !== undefined || this.#discarded) throw new Error("The dataset was closed before this write.");
    for (const row of rows) {
      this.#buffer += `${rowToLine(row, this.#rows + 1)}\n`;
      this.#rows += 1;
      if (!this.#namedColumns) this.#learnColumns(row);
      if (this.#buffer.length >= chunkCharacters) await this.#flush();
    }
  }

  close(): Promise<DatasetRef> {
    this.#closed ??= this.#finish();
    return this.#closed;
  }

  async discard(): Promise<void> {
    if (this.#closed !== undefined || this.#discarded) return;
    this.#discarded = true;
    await this.#tail.catch(() => undefined);
    await this.#file.close();
    await rm(this.#path, { force: true });
  }

  async #finish(): Promise<DatasetRef> {
    if (this.#discarded) throw new Error("The dataset was thrown away before it was closed.");
    try {
      await this.#flush();
    } finally {
      await this.#file.close();
    }
    return this.#deps.keep(this.#path, { rows: this.#rows, columns: [...this.#columns] });
  }

  #flush(): Promise<void> {
    const chunk = this.#buffer;
    this.#buffer = "";
    this.#tail = this.#tail.then(() => (chunk === "" ? undefined : onDisk(() => this.#file.appendFile(chunk))));
    return this.#tail;
  }

  /** Columns are those of the first row, then what later rows add: a field that is empty at first is not lost. */
  #learnColumns(row: Row): void {
    for (const column of Object.keys(row)) this.#columns.add(column);
    if (this.#columns.size > mostColumns) {
      throw new AppError("DATASET_INVALID", { reason: `The rows have more than ${mostColumns} different fields.` });
    }
  }
}
