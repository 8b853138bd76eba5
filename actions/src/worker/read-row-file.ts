import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";
import type { Row } from "@belfry/plugin-kit";

/**
 * Streams the rows of the NDJSON file behind a dataset, for worker threads: they have the path of a dataset and no
 * context. The store that wrote the file bounds the length of its lines.
 */
export async function* readRowFile(path: string): AsyncGenerator<Row, void, undefined> {
  for await (const line of createInterface({ input: createReadStream(path), crlfDelay: Infinity })) {
    if (line !== "") yield JSON.parse(line) as Row;
  }
}
