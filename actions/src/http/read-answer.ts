import { ActionFailure, type GuardedResponse } from "@belfry/plugin-kit";

/** Reads a body of at most `maxBytes`. @throws ActionFailure `RESPONSE_TOO_LARGE` with what to do instead */
export async function readBytes(
  response: GuardedResponse,
  options: { readonly maxBytes: number; readonly remedy: string },
): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of response.stream()) {
    bytes += chunk.length;
    if (bytes > options.maxBytes) {
      throw new ActionFailure(`The answer is larger than ${options.maxBytes} bytes. ${options.remedy}`, {
        class: "external",
        code: "RESPONSE_TOO_LARGE",
        retryable: false,
      });
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** The text of a body in the charset that its header, or an HTML page itself, names. UTF-8 where neither is known. */
export function textOf(bytes: Uint8Array, response: GuardedResponse): string {
  const contentType = response.headers["content-type"] ?? "";
  const inHeader = /charset\s*=\s*"?([\w.:-]+)/i.exec(contentType)?.[1];
  const start = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 1_024)).toString("latin1");
  const inPage = /html/i.test(contentType) ? /<meta[^>]+charset\s*=\s*["']?([\w.:-]+)/i.exec(start)?.[1] : undefined;
  return decoderOf(inHeader ?? inPage).decode(bytes);
}

function decoderOf(charset: string | undefined) {
  try {
    return new TextDecoder(charset ?? "utf-8");
  } catch {
    // A charset nobody knows. UTF-8 is what such servers usually send.
    return new TextDecoder();
  }
}

/** What a text means as JSON; nothing if it is none. */
export function parseJson(text: string): { readonly json: unknown } | undefined {
  try {
    return { json: JSON.parse(text) as unknown };
  } catch {
    // The caller says what to do about it, in the words of the rule.
    return undefined;
  }
}

/** What the templates and checks of a rule see of an answer. */
export interface ResponseNames {
  readonly status: number;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly text?: string;
  readonly json?: unknown;
}

export function responseNames(
  response: GuardedResponse,
  content: { text?: string; json?: unknown } = {},
): ResponseNames {
  return { status: response.status, url: response.url, headers: response.headers, ...content };
}
