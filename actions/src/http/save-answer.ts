import { createWriteStream } from "node:fs";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import type { ActionContext, GuardedResponse } from "@belfry/plugin-kit";

/** Keeps a body as a file, streaming it, under the name the rule gives, else the one the server gives. */
export async function saveAnswer(ctx: ActionContext, response: GuardedResponse, fileName: string | undefined) {
  const path = join(await ctx.scratch(), "answer");
  await pipeline(response.stream(), createWriteStream(path));
  const mediaType = (response.headers["content-type"] ?? "").split(";")[0]?.trim() || "application/octet-stream";
  return ctx.artifacts.adopt(path, { name: fileName ?? nameOf(response), mediaType });
}

/** The name a server gives to a file, by its header or by its address. */
export function nameOf(response: Pick<GuardedResponse, "headers" | "url">): string {
  // Header bytes beyond ASCII arrive as Latin-1; servers that write names there mean UTF-8.
  const header = Buffer.from(response.headers["content-disposition"] ?? "", "latin1").toString("utf8");
  const extended = /filename\*\s*=\s*utf-8''([^;\s]+)/i.exec(header)?.[1];
  const plain = /filename\s*=\s*(?:"([^"]*)"|([^;\s]+))/i.exec(header);
  const inAddress = new URL(response.url).pathname.split("/").at(-1) ?? "";
  return decoded(extended) || (plain?.[1] ?? plain?.[2]) || decoded(inAddress) || "download";
}

function decoded(text: string | undefined): string {
  if (text === undefined) return "";
  try {
    return decodeURIComponent(text);
  } catch {
    // A stray percent sign. The name is good enough as it stands.
    return text;
  }
}
