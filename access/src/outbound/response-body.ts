/**
 * A body is read once, decompressed on the way, and never past its limit: the limit counts decompressed bytes, because
 * 10 KiB of gzip can hold 10 MiB of zeros.
 */
import { pipeline, Readable } from "node:stream";
import type { Transform } from "node:stream";
import { createBrotliDecompress, createGunzip, createInflate, createInflateRaw } from "node:zlib";
import { ActionFailure } from "@belfry/plugin-kit";

// Each layer costs memory and time, and no honest server uses more than two.
const encodingsAtMost = 3;

/** Streams a body in clear, at most `maxBytes` of it. @throws ActionFailure `RESPONSE_TOO_LARGE`, `HTTP_ENCODING` */
export async function* readBody(
  body: Readable,
  options: { readonly encoding: string; readonly maxBytes: number; readonly host: string },
): AsyncGenerator<Uint8Array> {
  let bytes = 0;
  try {
    for await (const chunk of (await decode(body, options)) as AsyncIterable<Uint8Array>) {
      bytes += chunk.length;
      if (bytes > options.maxBytes) throw tooLarge(options);
      yield chunk;
    }
  } finally {
    body.destroy();
  }
}

export function tooLarge({ host, maxBytes }: { readonly host: string; readonly maxBytes: number }): ActionFailure {
  return new ActionFailure(`The answer of ${host} is larger than ${maxBytes} bytes.`, {
    class: "external",
    code: "RESPONSE_TOO_LARGE",
    details: { maxBytes },
    // It will be as large the next time.
    retryable: false,
  });
}

async function decode(
  body: Readable,
  options: { readonly encoding: string; readonly host: string },
): Promise<Readable> {
  const encodings = options.encoding
    .toLowerCase()
    .split(",")
    .map((encoding) => encoding.trim())
    .filter((encoding) => encoding !== "" && encoding !== "identity");
  if (encodings.length > encodingsAtMost) throw unknownEncoding(options);
  let stream = body;
  // The last one named was applied last, so it comes off first.
  for (const encoding of encodings.toReversed()) {
    const { transform, source } = await decoderOf(encoding, stream, options);
    // A failure travels with the stream that is read; without this callback it would end the process.
    stream = pipeline(source, transform, () => undefined);
  }
  return stream;
}

async function decoderOf(
  encoding: string,
  source: Readable,
  options: { readonly encoding: string; readonly host: string },
): Promise<{ transform: Transform; source: Readable }> {
  switch (encoding) {
    case "gzip":
    case "x-gzip":
      return { transform: createGunzip(), source };
    case "br":
      return { transform: createBrotliDecompress(), source };
    case "deflate":
      return inflaterOf(source);
    default:
      throw unknownEncoding(options);
  }
}

/** The standard means zlib by "deflate"; some servers send it bare. The first byte tells. */
async function inflaterOf(source: Readable): Promise<{ transform: Transform; source: Readable }> {
  const chunks = source[Symbol.asyncIterator]() as AsyncIterator<Uint8Array>;
  const first = await chunks.next();
  const isZlib = first.done !== true && ((first.value[0] ?? 0) & 0x0f) === 0x08;
  async function* all(): AsyncGenerator<Uint8Array> {
    if (first.done === true) return;
    yield first.value;
    yield* { [Symbol.asyncIterator]: () => chunks };
  }
  return { transform: isZlib ? createInflate() : createInflateRaw(), source: Readable.from(all()) };
}

function unknownEncoding({ encoding, host }: { readonly encoding: string; readonly host: string }): ActionFailure {
  return new ActionFailure(`${host} answered in an encoding that is not known here: ${encoding}.`, {
    class: "external",
    code: "HTTP_ENCODING",
    retryable: false,
  });
}
