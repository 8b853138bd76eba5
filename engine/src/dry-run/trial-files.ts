import { isAppError, isDatasetRef } from "@belfry/model";
import { createFileStore, type FileStore } from "../files/file-store.ts";

/**
 * Files as the steps of a dry run see them: what they write lies in a folder of its own, which goes with the dry run, and
 * what was there before can be read.
 */
export function trialFiles(real: FileStore, folder: string): FileStore {
  const own = createFileStore({ folder });
  return {
    ...own,
    datasets(scratch) {
      const ours = own.datasets(scratch);
      const theirs = real.datasets(scratch);
      return {
        ...ours,
        async *read(rows) {
          const isOurs =
            !isDatasetRef(rows) ||
            (await orReal(
              async () => (await own.datasetPath(rows), true),
              async () => false,
            ));
          yield* (isOurs ? ours : theirs).read(rows);
        },
        path: (dataset) =>
          orReal(
            () => ours.path(dataset),
            () => theirs.path(dataset),
          ),
      };
    },
    artifacts(scratch) {
      const ours = own.artifacts(scratch);
      const theirs = real.artifacts(scratch);
      return {
        ...ours,
        path: (artifact) =>
          orReal(
            () => ours.path(artifact),
            () => theirs.path(artifact),
          ),
      };
    },
    artifactPath: (artifact) =>
      orReal(
        () => own.artifactPath(artifact),
        () => real.artifactPath(artifact),
      ),
    datasetPath: (dataset) =>
      orReal(
        () => own.datasetPath(dataset),
        () => real.datasetPath(dataset),
      ),
  };
}

async function orReal<T>(ours: () => Promise<T>, theirs: () => Promise<T>): Promise<T> {
  try {
    return await ours();
  } catch (error) {
    if (!isAppError(error, "ARTIFACT_NOT_FOUND")) throw error;
    return theirs();
  }
}
