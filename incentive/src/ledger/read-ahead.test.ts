import { expect, test } from "vitest";
import { inParts, readAhead } from "./read-ahead.ts";

async function* counting(to: number, log: string[] = []): AsyncGenerator<number> {
  try {
    for (let n = 1; n <= to; n += 1) {
      log.push(`read ${n}`);
      yield n;
    }
  } finally {
    log.push("closed");
  }
}

test.each([
  [0, []],
  [2, [[1, 2]]],
  [3, [[1, 2], [3]]],
])("%i rows in parts of two", async (rows, parts) => {
  const read: (readonly number[])[] = [];
  for await (const part of inParts(counting(rows), 2)) read.push(part);
  expect(read).toEqual(parts);
});

test("the next item is read while one is handled, and no further", async () => {
  const log: string[] = [];
  for await (const item of readAhead(counting(3, log))) {
    await Promise.resolve();
    log.push(`took ${item}`);
  }
  expect(log).toEqual(["read 1", "read 2", "took 1", "read 3", "took 2", "closed", "took 3"]);
});

test("what cannot be read is thrown after what was read before it", async () => {
  const taken: number[] = [];
  const take = async () => {
    for await (const item of readAhead(failing())) taken.push(item);
  };
  await expect(take()).rejects.toThrow("unreadable");
  expect(taken).toEqual([1]);
});

test("whoever stops in the middle closes the source, and a fault ahead of them is nobody's", async () => {
  const log: string[] = [];
  for await (const _ of readAhead(counting(9, log))) break;
  expect(log.at(-1)).toBe("closed");
  for await (const _ of readAhead(failing())) break;
});

async function* failing(): AsyncGenerator<number> {
  yield 1;
  await Promise.resolve();
  throw new Error("unreadable");
}
