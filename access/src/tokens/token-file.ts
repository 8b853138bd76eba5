/**
 * The token of the command line on the same machine: written by the server to a file that only its user may read, and
 * new at each start. Whoever can read it could read the database as well.
 */
import { open, readFile, rename } from "node:fs/promises";
import type { Store } from "@belfry/store";
import { replaceApiToken } from "../sql/replace-api-token.ts";
import { hashToken, newToken } from "./token.ts";

/** Makes a fresh token, writes it to the file, and ends the one that the file held before. */
export async function renewTokenFile(store: Store, path: string): Promise<void> {
  const before = await readIfThere(path);
  const token = newToken("bfy_");
  await replaceApiToken(store, {
    tokenHash: hashToken(token),
    replaces: before === undefined ? null : hashToken(before),
    name: "command line",
    role: "administrator",
  });
  // Renamed over the old file: a command that runs meanwhile reads the one or the other, never half of one.
  const fresh = `${path}.new`;
  const file = await open(fresh, "w", 0o600);
  try {
    // The mode above counts only for a new file.
    await file.chmod(0o600);
    await file.writeFile(`${token}\n`);
  } finally {
    await file.close();
  }
  await rename(fresh, path);
}

async function readIfThere(path: string): Promise<string | undefined> {
  try {
    return (await readFile(path, "utf8")).trim();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}
