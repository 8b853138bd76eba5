import type { FastifyReply } from "fastify";
import type { Download } from "../contract/define-route.ts";
import { downloadPolicy } from "./security-headers.ts";

/** Says what of a file is not complete. */
const TRUNCATED = "belfry-truncated";

/** Sends a file so that a browser keeps it and never shows it as a page of ours. */
export function sendDownload(reply: FastifyReply, file: Download): FastifyReply {
  return reply
    .headers({
      "content-type": safeMediaType(file.mediaType),
      ...(file.bytes !== undefined && { "content-length": file.bytes }),
      "content-disposition": contentDisposition(file.fileName),
      "content-security-policy": downloadPolicy,
      ...(file.truncated !== undefined && file.truncated.length > 0 && { [TRUNCATED]: file.truncated.join(", ") }),
    })
    .send(file.body);
}

/** RFC 6266: the name in ASCII for old clients, and as it is in the encoding of RFC 5987. */
export function contentDisposition(fileName: string): string {
  const ascii = fileName.replaceAll(/[^\x20-\x7e]/g, "_").replaceAll(/["\\%]/g, "_");
  const encoded = encodeURIComponent(fileName.toWellFormed()).replaceAll(
    /['()*!]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${ascii}"; filename*=UTF-8''${encoded}`;
}

/** A media type that came from outside must not bring another header with it. */
function safeMediaType(mediaType: string): string {
  return /^[\w!#$&^.+-]+\/[\w!#$&^.+-]+$/.test(mediaType) ? mediaType : "application/octet-stream";
}
