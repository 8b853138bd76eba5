import type { Readable } from "node:stream";
import { AppError } from "@belfry/model";
import type { FastifyInstance } from "fastify";

/**
 * Hands a body on as it comes, for the few routes that take more than memory should hold. Whatever it claims to be: browsers
 * name a CSV by what is installed beside them.
 */
export function readStreamedBodies(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser("*", async (_request: unknown, body: Readable) => body);
}

/** The pieces of a body. @throws AppError REQUEST_INVALID when the client leaves before its end */
export async function* piecesOf(body: Readable | undefined): AsyncGenerator<Uint8Array, void, undefined> {
  if (body === undefined) return;
  try {
    yield* body as AsyncIterable<Uint8Array>;
  } catch (error) {
    throw new AppError("REQUEST_INVALID", { reason: "The body ended before it was complete." }, { cause: error });
  }
}
