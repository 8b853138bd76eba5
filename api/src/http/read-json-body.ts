import { AppError, checkJsonText } from "@belfry/model";
import type { FastifyInstance, FastifyRequest } from "fastify";

/** Makes JSON in UTF-8 the only thing that a request can bring; everything else is MEDIA_TYPE_UNSUPPORTED. */
export function readJsonBodies(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser("application/json", { parseAs: "buffer" }, async (request: FastifyRequest, body: Buffer) => {
    const charset = /;\s*charset\s*=\s*"?([^\s";]*)/i.exec(request.headers["content-type"] ?? "")?.[1] ?? "utf-8";
    if (!/^utf-?8$/i.test(charset))
      throw new AppError("MEDIA_TYPE_UNSUPPORTED", { reason: "The text is not in UTF-8." });
    return parseJsonBody(body);
  });
}

/**
 * The value in a body, and nothing for an empty one.
 * @throws AppError REQUEST_INVALID for what is not JSON in UTF-8, and for JSON that programs read in different ways
 */
export function parseJsonBody(body: Uint8Array): unknown {
  if (body.length === 0) return undefined;
  const text = decode(body);
  checkJsonText(text);
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    throw new AppError("REQUEST_INVALID", { reason: "The body is not JSON." }, { cause: error });
  }
}

function decode(body: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(body);
  } catch (error) {
    throw new AppError("REQUEST_INVALID", { reason: "The body is not text in UTF-8." }, { cause: error });
  }
}
