import type { ContractCheck } from "../src/index.ts";

/** Runs all checks and returns the names of those that fail, without the id before them. */
export async function failedChecks(checks: readonly ContractCheck[]): Promise<string[]> {
  const failed: string[] = [];
  for (const { name, run } of checks) {
    await run().catch(() => failed.push(name.slice(name.indexOf(": ") + 2)));
  }
  return failed;
}
