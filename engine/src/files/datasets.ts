import { access } from "node:fs/promises";
import { AppError, isDatasetRef, type DatasetRef } from "@belfry/model";
import type { Datasets, Row } from "@belfry/plugin-kit";
import { openDatasetWriter } from "./dataset-writer.ts";
import { fileInside, moveDurably, onDisk } from "./durable-files.ts";
import { newFileId, placeOf } from "./file-ids.ts";
import type { FilePlace } from "./file-place.ts";
import { readRows } from "./read-rows.ts";

/** The datasets as one attempt of an action sees them. */
export function createDatasets(place: FilePlace, scratch: () => Promise<string>): Datasets {
  async function keep(
    id: string,
    path: string,
    description: { rows: number; columns: readonly string[] },
  ): Promise<DatasetRef> {
    const found = await fileInside(await scratch(), path);
    await onDisk(() => moveDurably(found.path, placeOf(place.folder, "dataset", id)));
    await place.onDurable({ kind: "dataset", id, bytes: found.bytes, rows: description.rows });
    return { $dataset: id, rows: description.rows, columns: [...description.columns] };
  }

  return {
    async create(options = {}) {
      const id = newFileId(place.now());
      return openDatasetWriter({
        scratchFolder: await scratch(),
        id,
        columns: options.columns,
        keep: (path, description) => keep(id, path, description),
      });
    },
    read: (rows) => (isDatasetRef(rows) ? readDataset(place.folder, rows) : listRows(rows)),
    path: (dataset) => datasetPath(place.folder, dataset),
    adopt: (path, description) => keep(newFileId(place.now()), path, description),
  };
}

/**
 * The NDJSON file behind a reference.
 * @throws AppError `ARTIFACT_NOT_FOUND`
 */
export async function datasetPath(folder: string, dataset: DatasetRef): Promise<string> {
  return existing(placeOf(folder, "dataset", dataset.$dataset), { dataset: dataset.$dataset });
}

/** @throws AppError `ARTIFACT_NOT_FOUND` when there is no such file */
export async function existing(path: string, details: Readonly<Record<string, unknown>>): Promise<string> {
  await access(path).catch((cause: unknown) => {
    throw new AppError("ARTIFACT_NOT_FOUND", details, { cause });
  });
  return path;
}

async function* readDataset(folder: string, dataset: DatasetRef): AsyncGenerator<Row, void, undefined> {
  yield* readRows(await datasetPath(folder, dataset));
}

async function* listRows(rows: readonly Row[]): AsyncGenerator<Row, void, undefined> {
  yield* rows;
}
