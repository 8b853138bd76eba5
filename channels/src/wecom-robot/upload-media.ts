import { randomUUID } from "node:crypto";
import type { ChannelContext, DeliveryOutcome, ProviderCode } from "@belfry/plugin-kit";
import { isActionFailure } from "@belfry/plugin-kit";
import { judgeAnswer, outcomeOfJudged } from "../provider-call/judge-answer.ts";

export type Uploaded =
  | { readonly kind: "uploaded"; readonly id: string }
  | { readonly kind: "refused"; readonly outcome: Exclude<DeliveryOutcome, { kind: "accepted" }> };

/** Long enough for 20 MB over a slow line. */
const TIMEOUT_MS = 120_000;

/**
 * Uploads a file to WeCom. Nobody sees it before a message names it, so whatever goes wrong may be tried again.
 */
export async function uploadMedia(
  ctx: ChannelContext,
  url: string,
  file: { readonly fileName: string; readonly mediaType: string; readonly content: Buffer },
  codes: readonly ProviderCode[],
): Promise<Uploaded> {
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
  try {
    const response = await ctx.fetch(url, {
      method: "POST",
      headers: { "content-type": `multipart/form-data; boundary=${boundary}` },
      body,
      signal: ctx.signal,
      timeoutMs: TIMEOUT_MS,
      maxResponseBytes: 65_536,
    });
    const { status, headers } = response;
    const judged = judgeAnswer(
      { kind: "answered", status, headers, text: await response.text() },
      { code: "errcode", text: "errmsg" },
    );
    const id = judged.kind === "said" && judged.body.code === 0 ? judged.body.fields["media_id"] : undefined;
    if (typeof id === "string" && id !== "") return { kind: "uploaded", id };
    const outcome = outcomeOfJudged(judged, codes, ctx);
    if (outcome.kind === "accepted" || outcome.kind === "unknown")
      return later("its answer cannot be read", outcome.answer);
    return { kind: "refused", outcome };
  } catch (error) {
    if (!isActionFailure(error)) throw error;
    return later(error.message);
  }
}

function later(why: string, answer?: string): Uploaded {
  const reason = `The file could not be uploaded: ${why.replace(/\.$/, "")}. 文件上传失败，稍后重试。`;
  return { kind: "refused", outcome: { kind: "try-later", reason, ...(answer !== undefined && { answer }) } };
}

function escaped(name: string): string {
  return name.replace(/[\r\n]+/g, " ").replaceAll('"', "%22");
}
