import { randomBytes } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { AppError } from "@belfry/model";
import { hasErrno } from "./file-errors.ts";
import type { RunAs } from "./unprivileged-user.ts";
import { writeDurably } from "./write-durably.ts";

/** Where the password of the embedded server lies: mode 0600, owned by the server's user, whose `initdb` reads it. */
export function passwordFile(home: string): string {
  return join(home, "postgres.password");
}

/** The password of a cluster that exists, or a new random one for a cluster that does not. */
export async function readOrMakePassword(options: {
  readonly home: string;
  readonly clusterExists: boolean;
  readonly runAs: RunAs | undefined;
}): Promise<string> {
  const file = passwordFile(options.home);
  try {
    return (await readFile(file, "utf8")).trim();
  } catch (error) {
    if (!hasErrno(error, "ENOENT")) throw error;
    if (options.clusterExists) {
      const reason = `The database is there, but the file ${file} with its password is gone.`;
      throw new AppError(
        "DATA_FOLDER_UNUSABLE",
        { file, reason, remedy: `Put ${file} back from a backup.` },
        { cause: error },
      );
    }
  }
  // Written before the cluster exists: a cluster whose password nobody knows could not be opened again.
  const password = randomBytes(24).toString("base64url");
  await writeDurably(file, `${password}\n`, options.runAs);
  return password;
}
