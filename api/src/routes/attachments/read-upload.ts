import { AppError } from "@belfry/model";
import type { RawRequest } from "../../contract/define-route.ts";

/** Names of types have no more than this; what is longer is none. */
const MEDIA_TYPE = /^[\w.+-]{1,100}\/[\w.+-]{1,100}$/;

/**
 * The one file of a form.
 * @throws AppError MEDIA_TYPE_UNSUPPORTED, REQUEST_INVALID
 */
export async function readUpload({
  headers,
  body,
}: RawRequest): Promise<{ readonly name: string; readonly mediaType: string; readonly content: Uint8Array }> {
  const contentType = headers["content-type"] ?? "";
  if (!/^multipart\/form-data\s*;/i.test(contentType)) {
    throw new AppError("MEDIA_TYPE_UNSUPPORTED", { reason: "Send the file as multipart/form-data." });
  }
  const form = await readForm(contentType, body);
  const files = [...form.values()].filter((value) => typeof value !== "string");
  const [file, second] = files;
  if (file === undefined || second !== undefined) {
    throw new AppError("REQUEST_INVALID", { reason: `The form holds ${files.length} files; send one.` });
  }
  const name = file.name.normalize().slice(0, 255);
  if (!name.isWellFormed() || name.trim() === "" || /\p{Cc}/u.test(name)) {
    throw new AppError("REQUEST_INVALID", { reason: "The file has no name that can be kept." });
  }
  const mediaType = MEDIA_TYPE.test(file.type) ? file.type : "application/octet-stream";
  return { name, mediaType, content: new Uint8Array(await file.arrayBuffer()) };
}

async function readForm(contentType: string, body: Uint8Array): Promise<FormData> {
  try {
    return await new Response(new Uint8Array(body), { headers: { "content-type": contentType } }).formData();
  } catch (error) {
    // Whatever it stumbles over stands in the body.
    throw new AppError("REQUEST_INVALID", { reason: "The body is no complete form." }, { cause: error });
  }
}
