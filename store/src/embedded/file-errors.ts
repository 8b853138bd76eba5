import { AppError } from "@belfry/model";

/** Whether a failed file operation failed with one of these codes. */
export function hasErrno(error: unknown, ...codes: readonly string[]): boolean {
  return error instanceof Error && "code" in error && typeof error.code === "string" && codes.includes(error.code);
}

/** The error for a disk that has no room left for the embedded database. */
export function diskFull(folder: string, options?: ErrorOptions): AppError {
  return new AppError(
    "DISK_FULL",
    {
      folder,
      reason: `There is no room left for the database in ${folder}.`,
      remedy: "Free some space there and start again; nothing that was saved is lost.",
    },
    options,
  );
}

/** Turns what the file system refused into an error that says what to do; other errors pass unchanged. */
export function explainFileError(error: unknown, dataDir: string): unknown {
  if (hasErrno(error, "ENOSPC", "EDQUOT")) return diskFull(dataDir, { cause: error });
  if (error instanceof Error && hasErrno(error, "EACCES", "EPERM", "EROFS", "ENOTDIR", "EEXIST")) {
    return new AppError(
      "DATA_FOLDER_UNUSABLE",
      { dataDir, reason: `The system says: ${error.message}.` },
      { cause: error },
    );
  }
  return error;
}
