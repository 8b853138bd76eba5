import { ActionFailure, isActionFailure, type ActionFailureOptions } from "@belfry/plugin-kit";

/** What a failure is about. */
export interface OutboundFacts {
  readonly url: URL;
  readonly timeoutMs: number;
  /** Whether the time limit of the request ended it. */
  readonly isOver: boolean;
  /** Whether the caller gave up. */
  readonly isCancelled: boolean;
}

type Named = Pick<ActionFailureOptions, "class" | "code" | "retryable"> & { readonly message: string };

/** Names whatever went wrong below a request. The address is told without its query, which may hold a key. */
export function outboundFailure(error: unknown, facts: OutboundFacts): ActionFailure {
  const known = findActionFailure(error);
  if (known !== undefined) return known;
  const { message, ...options } = nameOf(error, facts);
  const details = { url: `${facts.url.origin}${facts.url.pathname}`, reason: reasonOf(error) };
  return new ActionFailure(message, { ...options, details, cause: error });
}

function nameOf(error: unknown, { url, timeoutMs, isOver, isCancelled }: OutboundFacts): Named {
  const host = url.host;
  const code = codeOf(error);
  if (isOver) {
    return {
      class: "timeout",
      code: "HTTP_TIMEOUT",
      message: `${host} did not answer in full within ${timeoutMs} ms.`,
    };
  }
  if (isCancelled)
    return { class: "cancelled", code: "HTTP_CANCELLED", message: `The request to ${host} was cancelled.` };
  if (code === "UND_ERR_CONNECT_TIMEOUT" || code === "ETIMEDOUT") {
    return { class: "timeout", code: "HTTP_TIMEOUT", message: `${host} did not accept a connection in time.` };
  }
  if (/^(ENOTFOUND|EAI_\w+|ENODATA|ESERVFAIL)$/.test(code)) {
    return { class: "external", code: "HTTP_DNS", message: `The name ${url.hostname} could not be resolved.` };
  }
  if (/^(ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|EADDRNOTAVAIL)$/.test(code)) {
    return { class: "external", code: "HTTP_UNREACHABLE", message: `${host} could not be reached (${code}).` };
  }
  if (/CERT|^ERR_TLS|^ERR_SSL|^EPROTO$|SIGNATURE|SELF_SIGNED|ISSUER/.test(code)) {
    return {
      class: "external",
      code: "HTTP_TLS",
      message: `No secure connection to ${host} (${code}): ${reasonOf(error)}.`,
    };
  }
  if (/^(ECONNRESET|EPIPE|UND_ERR_SOCKET|UND_ERR_ABORTED)$/.test(code)) {
    return {
      class: "external",
      code: "HTTP_CONNECTION_LOST",
      message: `${host} cut the connection before its answer was complete.`,
    };
  }
  if (/^(Z_|ERR_BROTLI|ERR__ERROR)/.test(code)) {
    return { class: "external", code: "HTTP_BODY", message: `The answer of ${host} cannot be decompressed.` };
  }
  if (/^(UND_ERR_INVALID_ARG|UND_ERR_NOT_SUPPORTED|ERR_INVALID_CHAR)$/.test(code)) {
    return {
      class: "config",
      code: "REQUEST_INVALID",
      message: `The request to ${host} cannot be sent: ${reasonOf(error)}.`,
    };
  }
  return { class: "external", code: "HTTP_FAILED", message: `The request to ${host} failed: ${reasonOf(error)}.` };
}

/** The guard's own failure may come wrapped: sockets hand on what a look-up threw in their own way. */
function findActionFailure(error: unknown): ActionFailure | undefined {
  if (isActionFailure(error)) return error;
  if (!(error instanceof Error)) return undefined;
  const inner: unknown[] = [error.cause, ...(error instanceof AggregateError ? error.errors : [])];
  return inner.map(findActionFailure).find((found) => found !== undefined);
}

function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return "";
  if ("code" in error && typeof error.code === "string" && error.code !== "") return error.code;
  // Several addresses were tried and each failed in its own way: the first one tells as much as any.
  return error instanceof AggregateError ? codeOf(error.errors[0]) : "";
}

function reasonOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return text.trim().replace(/\.$/, "") || codeOf(error) || "unknown reason";
}
