import { BelfryProblem, ClientErrorCode, isBelfryProblem, type ProblemItem } from "@belfry/client";

/** What an alert shows of anything that was thrown. */
export interface ShownProblem {
  readonly code: string;
  readonly title: string;
  readonly detail: string;
  readonly remedy: string;
  readonly problems: readonly ProblemItem[];
  /** How long to wait before trying again. */
  readonly retryAfterSeconds?: number | undefined;
}

/** An error that is no problem of the API is the console's own; its text is all there is to go by. */
export function toProblem(error: unknown): ShownProblem {
  // The details of that one name an address, and a page has none but its own.
  if (isBelfryProblem(error, ClientErrorCode.unreachable)) {
    const { code, title, remedy, problems } = error;
    return { code, title, remedy, problems, detail: "" };
  }
  if (isBelfryProblem(error)) return error;
  const title = error instanceof Error ? error.message : String(error);
  return { code: "CONSOLE_FAILED", title, detail: "", remedy: "", problems: [] };
}

/**
 * A file of the API, for what the console shows by itself instead of handing it to the browser.
 *
 * @throws BelfryProblem when the server refused
 */
export async function fetchFile(address: string): Promise<Blob> {
  const response = await fetch(address);
  if (response.ok) return response.blob();
  throw new BelfryProblem((await response.json()) as ConstructorParameters<typeof BelfryProblem>[0]);
}
