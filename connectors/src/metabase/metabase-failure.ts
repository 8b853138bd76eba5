import { ActionFailure, type GuardedResponse } from "@belfry/plugin-kit";

/** What an answer says that is neither rows nor a failed query. */
export async function metabaseFailure(response: GuardedResponse, what: string): Promise<ActionFailure> {
  const said = (await response.text().catch(() => "")).slice(0, 300);
  const { status } = response;
  const { host } = new URL(response.url);
  const details = { status, ...(said !== "" && { body: said }) };
  const failure = (message: string, failureClass: "config" | "external", code: string) => {
    const wait = Number(response.headers["retry-after"]);
    return new ActionFailure(message, {
      class: failureClass,
      code,
      details,
      ...(Number.isFinite(wait) && wait > 0 && { retryAfterMs: wait * 1_000 }),
    });
  };
  if (status === 401 || status === 403)
    return failure(`${host} does not let this account see ${what}.`, "config", "METABASE_ACCESS_DENIED");
  if (status === 404) return failure(`${host} has no ${what}.`, "config", "METABASE_NOT_FOUND");
  if (status >= 500 || status === 429)
    return failure(`${host} answered with status ${status}.`, "external", "METABASE_STATUS");
  return failure(`${host} refuses the request with status ${status}.`, "config", "METABASE_REFUSED");
}

/** Metabase answers 202 to a query that failed, and says so inside. Nothing for one that did not. */
export function queryFailure(answer: unknown): ActionFailure | undefined {
  if (typeof answer !== "object" || answer === null || Array.isArray(answer)) return undefined;
  const { status, error, error_type: kind, message } = answer as Readonly<Record<string, unknown>>;
  const said = [error, message].find((text): text is string => typeof text === "string" && text !== "");
  if (status !== "failed" && said === undefined) return undefined;
  const isLate = kind === "timed-out" || /timed? ?out/i.test(said ?? "");
  return new ActionFailure(`The query failed. Metabase says: ${said ?? "nothing"}`.slice(0, 1_000), {
    class: isLate ? "timeout" : "runtime",
    code: isLate ? "METABASE_TIMEOUT" : "METABASE_QUERY_FAILED",
  });
}
