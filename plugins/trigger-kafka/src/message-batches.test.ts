import { Readable } from "node:stream";
import { expect, test } from "vitest";
import { messageBatches } from "./message-batches.ts";

test("batches hold what lies there, at most so many, and end with the stream", async () => {
  const batches: number[][] = [];
  for await (const batch of messageBatches<number>(Readable.from([1, 2, 3, 4, 5]), 2)) batches.push(batch);
  expect(batches.flat()).toEqual([1, 2, 3, 4, 5]);
  expect(batches.every(({ length }) => length >= 1 && length <= 2)).toBe(true);
});

test("what breaks the stream is thrown", async () => {
  const stream = new Readable({ objectMode: true, read: () => undefined });
  const reading = messageBatches(stream, 10).next();
  stream.destroy(new Error("The broker went away."));
  await expect(reading).rejects.toThrow("The broker went away.");
});
