import { Agent, request } from "node:http";
import type { RawRequest } from "./hostile-request.ts";

export interface RawAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
}

export interface Wire extends Disposable {
  /** Sends a request as it is. The answer is 0 when the server closed the connection without one. */
  send(request: RawRequest): Promise<RawAnswer>;
}

/** Ends what hangs; how busy the machine is must not decide. */
const MOST_MS = 60_000;

/** Connections that are kept, so that a thousand requests cost a thousand requests and no more. */
export function openWire(url: string): Wire {
  const agent = new Agent({ keepAlive: true, maxSockets: 16 });
  const { hostname, port } = new URL(url);
  return {
    send: ({ method, path, headers, body }) =>
      new Promise((resolve, reject) => {
        const length = body === undefined ? {} : { "content-length": String(body.length) };
        const sent = request(
          { agent, hostname, port, method, path, headers: { ...headers, ...length }, timeout: MOST_MS },
          (answer) => {
            const { statusCode: status = 0 } = answer;
            if ((answer.headers["content-type"] ?? "").startsWith("text/event-stream")) {
              // It goes on for ever; that it began is its answer.
              answer.destroy();
              resolve({ status, headers: answer.headers, text: "" });
              return;
            }
            const chunks: Buffer[] = [];
            answer.on("data", (chunk: Buffer) => chunks.push(chunk));
            answer.once("end", () =>
              resolve({ status, headers: answer.headers, text: Buffer.concat(chunks).toString() }),
            );
            answer.once("error", reject);
          },
        );
        sent.once("timeout", () => sent.destroy(new Error(`No answer to ${method} ${path} within ${MOST_MS} ms.`)));
        sent.once("error", (error: NodeJS.ErrnoException) => {
          // A server may close the connection over what it refuses to read.
          if (error.code === "ECONNRESET" || error.code === "EPIPE") resolve({ status: 0, headers: {}, text: "" });
          else reject(error);
        });
        sent.end(body);
      }),
    [Symbol.dispose]: () => agent.destroy(),
  };
}
