/**
 * Finds and erases a person in what the engine keeps: executions, their actions and logs, and the files they made.
 *
 * Files are not searched: a workbook is compressed, and a table can be large. All files of an execution in which the
 * person was found are removed instead. Files of other executions go when their keeping time is over.
 */
import { eraseTexts, findTexts, type FoundText, type Store, type Tx } from "@belfry/store";
import type { FileStore } from "../files/file-store.ts";
import { deleteArtifactsOf } from "../sql/artifacts/delete-artifacts-of.ts";
import { selectArtifactsOf } from "../sql/artifacts/select-artifacts-of.ts";
import { selectOutputsOf } from "../sql/action-runs/select-outputs-of.ts";
import { engineConfiguration, enginePlaces } from "./engine-places.ts";
import { eraseRecordsKeyedBy, noteErasedRecords, recordKeys } from "./erase-records.ts";

export interface PersonDeps {
  readonly store: Store;
  readonly files: Pick<FileStore, "remove">;
}

/** How many rows of one table are given; more than that is no longer read by anybody. */
const MOST_ROWS = 10_000;

export async function findPersonInEngine(store: Store, texts: readonly string[]): Promise<FoundText[]> {
  const found: FoundText[] = [];
  for (const place of [...enginePlaces, recordKeys, ...engineConfiguration])
    found.push(...(await findTexts(store, place, texts, MOST_ROWS)));
  return found;
}

/** Erases the texts and returns how many rows and files that were, by place. Doing it twice changes nothing. */
export async function erasePersonInEngine(
  { store, files }: PersonDeps,
  texts: readonly string[],
): Promise<Record<string, number>> {
  const erased: Record<string, number> = {};
  const executions = new Set<number>();
  add(erased, "records", await eraseRecordsKeyedBy(store, texts));
  for (const place of enginePlaces) {
    const idColumn = place.table === "executions" ? "id" : "execution_id";
    // Before the texts are gone: afterwards nobody would know any more whose files these are.
    const removeFiles = async (rows: readonly Readonly<Record<string, unknown>>[]) => {
      const fresh = rows.map((row) => Number(row[idColumn])).filter((id) => id > 0 && !executions.has(id));
      for (const id of fresh) executions.add(id);
      if (fresh.length > 0) add(erased, "files", await removeFilesOf({ store, files }, fresh));
    };
    const onRows = async (tx: Tx, rows: Parameters<typeof removeFiles>[0]) =>
      place.table === "records" ? noteErasedRecords(tx, rows) : removeFiles(rows);
    add(erased, place.table, await eraseTexts(store, place, texts, onRows));
  }
  return erased;
}

/** The files go first: a row without its file says that it is gone, a file without its row would stay for ever. */
async function removeFilesOf({ store, files }: PersonDeps, executions: readonly number[]): Promise<number> {
  const datasets = (await selectOutputsOf(store, executions)).flatMap((output) => datasetsIn(output));
  for (const id of datasets) await files.remove("dataset", id);
  const artifacts = await selectArtifactsOf(store, executions);
  for (const id of artifacts) await files.remove("artifact", id);
  await deleteArtifactsOf(store, executions);
  return datasets.length + artifacts.length;
}

function datasetsIn(value: unknown): string[] {
  if (typeof value !== "object" || value === null) return [];
  if ("$dataset" in value && typeof value.$dataset === "string") return [value.$dataset];
  return Object.values(value).flatMap(datasetsIn);
}

function add(counts: Record<string, number>, place: string, count: number): void {
  if (count > 0) counts[place] = (counts[place] ?? 0) + count;
}
