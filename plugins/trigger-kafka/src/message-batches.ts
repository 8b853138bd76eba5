import type { Readable } from "node:stream";

/** What lies in a stream of objects, as it comes: at least one, and no more than `size` at once. Ends with the stream. */
export async function* messageBatches<T>(stream: Readable, size: number): AsyncGenerator<T[]> {
  for (;;) {
    const batch: T[] = [];
    while (batch.length < size) {
      const next: unknown = stream.read();
      if (next === null) break;
      batch.push(next as T);
    }
    if (batch.length > 0) yield batch;
    else if (stream.errored !== null) throw stream.errored;
    else if (stream.destroyed || stream.readableEnded) return;
    else await changed(stream);
  }
}

/** Waits until there is something to read, or nothing will come any more. */
function changed(stream: Readable): Promise<void> {
  return new Promise((resolve) => {
    const names = ["readable", "end", "close", "error"] as const;
    const settle = (): void => {
      for (const name of names) stream.off(name, settle);
      resolve();
    };
    for (const name of names) stream.on(name, settle);
  });
}
