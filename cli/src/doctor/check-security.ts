import { stat } from "node:fs/promises";
import type { SecurityFinding } from "@belfry/client";
import type { Context } from "../context.ts";

/**
 * What is unsafe: what the server says about itself, and what only this machine shows, the findings first.
 * @throws BelfryProblem or CliError when the server cannot be asked
 */
export async function checkSecurity(context: Context): Promise<SecurityFinding[]> {
  const told = await (await context.client()).security.findings();
  const found = [...told, ...(await checkTokenFile(context.files.token))];
  return found.toSorted((a, b) => Number(a.level === "hint") - Number(b.level === "hint"));
}

/** The server writes it for its own user only; copies and backups may have changed that. */
async function checkTokenFile(path: string): Promise<SecurityFinding[]> {
  if (process.platform === "win32") return [];
  let mode;
  try {
    ({ mode } = await stat(path));
  } catch (error) {
    // Belfry runs elsewhere, and the token came by an option.
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
    throw error;
  }
  if ((mode & 0o077) === 0) return [];
  return [
    {
      id: "token-file-open",
      level: "finding",
      message: `Others on this machine may read ${path}.`,
      why: "With the token in it they may do everything.",
      remedy: `chmod 600 ${path}, then: belfry restart`,
    },
  ];
}
