import type { FastifyInstance } from "fastify";

/** Hands the bytes of a body on as they came, whatever they claim to be: for the few routes that look at them themselves. */
export function readRawBodies(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser("*", { parseAs: "buffer" }, async (_request: unknown, body: Buffer) => body);
}
