import type { Socket } from "node:net";
import { AppError } from "@belfry/model";
import { problemDocument } from "./problem.ts";
import { standardHeaders } from "./security-headers.ts";

/**
 * Answers what is no HTTP, or more of it than is read, with a problem document too. There is no request yet: nothing but
 * the socket can be written to, and the connection ends.
 */
export function answerClientError(error: NodeJS.ErrnoException, socket: Socket): void {
  // A client that went away is told nothing.
  if (error.code === "ECONNRESET" || !socket.writable) {
    socket.destroy();
    return;
  }
  const refusal = refusalOf(error);
  const requestId = crypto.randomUUID();
  const body = JSON.stringify(problemDocument(refusal, requestId));
  const headers = {
    ...standardHeaders,
    "content-type": "application/problem+json; charset=utf-8",
    "content-length": String(Buffer.byteLength(body)),
    "x-request-id": requestId,
    connection: "close",
  };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  socket.end(`HTTP/1.1 ${refusal.status} Refused\r\n${lines.join("\r\n")}\r\n\r\n${body}`);
}

function refusalOf(error: NodeJS.ErrnoException): AppError {
  switch (error.code) {
    case "HPE_HEADER_OVERFLOW":
      return new AppError("HEADERS_TOO_LARGE", {}, { cause: error });
    case "ERR_HTTP_REQUEST_TIMEOUT":
      return new AppError("REQUEST_TIMED_OUT", {}, { cause: error });
    default:
      return new AppError("REQUEST_INVALID", { reason: "This is not HTTP." }, { cause: error });
  }
}
