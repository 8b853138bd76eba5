import type { IncomingMessage } from "node:http";

// It gets into log lines and into the audit trail: nothing there may be forged or made unreadable by it.
const wellFormed = /^[A-Za-z0-9][A-Za-z0-9._-]{7,127}$/;

/** The id of a request: the one that a proxy in front gave it, when it is well-formed, else an own one. */
export function requestIdOf({ headers }: Pick<IncomingMessage, "headers">): string {
  const given = headers["x-request-id"];
  return typeof given === "string" && wellFormed.test(given) ? given : crypto.randomUUID();
}
