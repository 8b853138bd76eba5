/**
 * Datasets and artifacts on a local folder.
 *
 * What a reference names is complete and durable before anybody sees the reference, and is never written to again. So a
 * checkpoint may name it. Only one process may use a folder; a cluster needs a store that all nodes reach.
 */
import { rm } from "node:fs/promises";
import type { ArtifactRef, DatasetRef } from "@belfry/model";
import type { Artifacts, Datasets } from "@belfry/plugin-kit";
import { artifactPath, createArtifacts } from "./artifacts.ts";
import { createDatasets, datasetPath } from "./datasets.ts";
import { placeOf, type FileKind } from "./file-ids.ts";
import type { FilePlace, FileStoreOptions } from "./file-place.ts";
import { removeOlderThan } from "./remove-old-files.ts";
import { clearScratch, openScratch, type Scratch } from "./scratch.ts";

export interface FileStore {
  /** The datasets for one attempt; `scratch` is asked for the attempt's folder when it is first needed. */
  datasets(scratch: () => Promise<string>): Datasets;
  /** The artifacts for one attempt. */
  artifacts(scratch: () => Promise<string>): Artifacts;
  /** A folder for one attempt. The prefix only helps people who look into the folder. */
  scratch(prefix: string): Promise<Scratch>;
  /** @throws AppError `ARTIFACT_NOT_FOUND` */
  artifactPath(artifact: ArtifactRef): Promise<string>;
  /** @throws AppError `ARTIFACT_NOT_FOUND` */
  datasetPath(dataset: DatasetRef): Promise<string>;
  /** Removes the files written on days (UTC) before that of `date`. Returns how many files went. */
  removeOlderThan(date: Date, kind: FileKind): Promise<number>;
  /** Removes one file; nothing happens when it is not there. @throws AppError `ARTIFACT_NOT_FOUND` for an id that is none of ours */
  remove(kind: FileKind, id: string): Promise<void>;
  /** Removes what crashed attempts left behind. Only while no attempt runs. */
  clearScratch(): Promise<void>;
}

/**
 * Opens the store.
 *
 * @example
 * ```ts
 * const files = createFileStore({ folder: "/var/lib/belfry/files" });
 * await using scratch = await files.scratch("17-query");
 * const datasets = files.datasets(async () => scratch.path);
 * const writer = await datasets.create();
 * await writer.write([{ name: "钟楼" }]);
 * const rows = await writer.close();
 * ```
 */
export function createFileStore(options: FileStoreOptions): FileStore {
  const place: FilePlace = { onDurable: () => undefined, now: () => new Date(), ...options };
  return {
    datasets: (scratch) => createDatasets(place, scratch),
    artifacts: (scratch) => createArtifacts(place, scratch),
    scratch: (prefix) => openScratch(place.folder, prefix),
    artifactPath: (artifact) => artifactPath(place.folder, artifact),
    datasetPath: (dataset) => datasetPath(place.folder, dataset),
    removeOlderThan: (date, kind) => removeOlderThan(place.folder, kind, date),
    remove: (kind, id) => rm(placeOf(place.folder, kind, id), { force: true }),
    clearScratch: () => clearScratch(place.folder),
  };
}
