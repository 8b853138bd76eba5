import { createReadStream } from "node:fs";
import { open } from "node:fs/promises";

export type Encoding = "utf-8" | "utf-16le" | "gb18030";

/**
 * The encoding of a file: what its byte order mark says, else UTF-8 if every byte of it is valid UTF-8, else GB18030.
 * The whole file is looked at: an export whose first thousand rows are plain ASCII tells nothing by its beginning.
 */
export async function detectEncoding(path: string, signal: AbortSignal): Promise<Encoding> {
  if (await beginsWith(path, [0xff, 0xfe])) return "utf-16le";
  const decoder = new TextDecoder("utf-8", { fatal: true });
  try {
    for await (const chunk of createReadStream(path, { signal }) as AsyncIterable<Buffer>)
      decoder.decode(chunk, { stream: true });
    decoder.decode();
    return "utf-8";
  } catch (error) {
    if (error instanceof TypeError) return "gb18030";
    throw error;
  }
}

async function beginsWith(path: string, mark: readonly number[]): Promise<boolean> {
  const handle = await open(path, "r");
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(mark.length), 0, mark.length, 0);
    return bytesRead === mark.length && mark.every((byte, index) => buffer[index] === byte);
  } finally {
    await handle.close();
  }
}
