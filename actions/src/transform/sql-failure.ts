import { ActionFailure } from "@belfry/plugin-kit";

/** The rule is at fault, whatever the data: trying again cannot help. */
const ruleFaults = /^(Failed to extract statements: )?(Parser|Binder|Catalog|Permission|Syntax) Error/;

/** What DuckDB says, as a failure of the action. Its message names the column or the place and is worth reading. */
export function sqlFailure(error: unknown): ActionFailure {
  const message = error instanceof Error ? error.message : String(error);
  if (message.startsWith("Out of Memory Error")) {
    return new ActionFailure(
      "The query needs more than its 64 MB of memory. Filter the rows before joining or sorting them, or take fewer columns.",
      { class: "runtime", code: "SQL_OUT_OF_MEMORY", details: { duckdb: message }, cause: error },
    );
  }
  return new ActionFailure(`The query failed: ${message.trim()}`, {
    class: ruleFaults.test(message) ? "config" : "runtime",
    code: "SQL_FAILED",
    cause: error,
  });
}
