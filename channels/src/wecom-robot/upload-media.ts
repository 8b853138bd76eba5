import { randomUUID } from "node:crypto";
import type { ChannelContext } from "@belfry/plugin-kit";
import { judgeAnswer, type Judged } from "../provider-call/judge-answer.ts";
import { upload } from "../provider-call/prepare.ts";

/** Uploads a file to WeCom, which gives it an id. */
export async function uploadMedia(
  ctx: ChannelContext,
  url: string,
  file: { readonly fileName: string; readonly mediaType: string; readonly content: Buffer },
): Promise<Judged> {
  const boundary = `belfry-${randomUUID()}`;
  // WeCom wants the length in the header of the part, which FormData does not write. The name is what people see.
  const head = [
    `--${boundary}`,
    `Content-Disposition: form-data; name="media"; filename="${escaped(file.fileName)}"; filelength=${file.content.length}`,
    `Content-Type: ${/^[\w.+-]+\/[\w.+-]+$/.test(file.mediaType) ? file.mediaType : "application/octet-stream"}`,
    "",
    "",
  ].join("\r\n");
  const body = Buffer.concat([Buffer.from(head), file.content, Buffer.from(`\r\n--${boundary}--\r\n`)]);
  const headers = { "content-type": `multipart/form-data; boundary=${boundary}` };
  return judgeAnswer(await upload(ctx, url, { headers, body }), { code: "errcode", text: "errmsg" });
}

/** The id that WeCom gave, if it took the file. */
export function mediaIdIn(judged: Judged): string | undefined {
  const id = judged.kind === "said" && judged.body.code === 0 ? judged.body.fields["media_id"] : undefined;
  return typeof id === "string" && id !== "" ? id : undefined;
}

function escaped(name: string): string {
  return name.replace(/[\r\n]+/g, " ").replaceAll('"', "%22");
}
