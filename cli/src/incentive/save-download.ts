import { createWriteStream } from "node:fs";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";

/** Writes what the server sends into a file. It names people: only for the eyes of whoever asked for it. */
export async function saveDownload(content: ReadableStream<Uint8Array>, path: string): Promise<void> {
  await pipeline(Readable.fromWeb(content), createWriteStream(path, { mode: 0o600 }));
}
