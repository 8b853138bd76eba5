import { once } from "node:events";
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** A request that reached a loopback server, its body read. */
export interface SeenRequest {
  readonly method: string;
  /** Path and query. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  /** As text; what is no text is in `bytes`. */
  readonly body: string;
  readonly bytes: Buffer;
}

/** A real HTTP server on a free port of this machine. */
export interface LoopbackServer extends AsyncDisposable {
  /** Without a slash at the end. */
  readonly url: string;
  /** `127.0.0.1:port`, as lists of allowed hosts name it. */
  readonly host: string;
  readonly port: number;
  /** Every request so far, oldest first. */
  readonly requests: readonly SeenRequest[];
}

export interface LoopbackServerOptions {
  /** How large a body may be; the connection of a larger one is cut. @default any size */
  readonly maxBodyBytes?: number;
  /** How many requests are kept to be looked at; the oldest go first. @default all */
  readonly keep?: number;
  /** How many bytes their bodies may have together. @default any number */
  readonly keepBytes?: number;
}

/**
 * Answers each request with `handle`, which may leave it without an answer. Disposing of the server cuts all connections.
 *
 * @example
 * ```ts
 * await using server = await startLoopbackServer((request, response) => response.end(request.path));
 * ```
 */
export async function startLoopbackServer(
  handle: (request: SeenRequest, response: ServerResponse) => unknown,
  { maxBodyBytes = Infinity, keep = Infinity, keepBytes = Infinity }: LoopbackServerOptions = {},
): Promise<LoopbackServer> {
  const requests: SeenRequest[] = [];
  let keptBytes = 0;
  const remember = (request: SeenRequest): void => {
    requests.push(request);
    keptBytes += request.bytes.length;
    while (requests.length > keep || keptBytes > keepBytes) keptBytes -= requests.shift()?.bytes.length ?? keptBytes;
  };
  const server = createServer((incoming, response) => {
    readRequest(incoming, maxBodyBytes)
      .then((request) => {
        remember(request);
        return handle(request, response);
      })
      .catch((error: unknown) => response.destroy(error instanceof Error ? error : undefined));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    host: `127.0.0.1:${port}`,
    port,
    requests,
    async [Symbol.asyncDispose]() {
      if (!server.listening) return;
      const closed = once(server, "close");
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

async function readRequest(incoming: IncomingMessage, maxBodyBytes: number): Promise<SeenRequest> {
  const chunks: Buffer[] = [];
  let read = 0;
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    read += chunk.length;
    if (read > maxBodyBytes) throw new Error(`The body has more than ${maxBodyBytes} bytes.`);
    chunks.push(chunk);
  }
  const path = incoming.url ?? "/";
  const bytes = Buffer.concat(chunks);
  return {
    method: incoming.method ?? "GET",
    path,
    query: new URL(path, "http://loopback").searchParams,
    headers: incoming.headers,
    body: bytes.toString("utf8"),
    bytes,
  };
}
