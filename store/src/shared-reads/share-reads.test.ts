import { expect, test } from "vitest";
import { shareReads } from "./share-reads.ts";

/** A read that ends when it is told to. */
function slowRead() {
  const open: { readonly n: number; readonly end: (error?: Error) => void }[] = [];
  let n = 0;
  const read = () => {
    n += 1;
    const own = n;
    return new Promise<number>((resolve, reject) => {
      open.push({ n: own, end: (error) => (error === undefined ? resolve(own) : reject(error)) });
    });
  };
  return { read, open, begun: () => n };
}

test("who asks while a read is under way shares the one after it, and never the one that began before", async () => {
  const { read, open, begun } = slowRead();
  const ask = shareReads(read);
  const first = ask();
  const later = [ask(), ask(), ask()];
  expect(begun()).toBe(1);
  open[0]!.end();
  expect(await first).toBe(1);
  await expect.poll(begun).toBe(2);
  open[1]!.end();
  expect(await Promise.all(later)).toEqual([2, 2, 2]);
  const again = ask();
  await expect.poll(begun).toBe(3);
  open[2]!.end();
  expect(await again).toBe(3);
});

test("a read that fails is reported to those who share it, and the next one is made anew", async () => {
  const { read, open, begun } = slowRead();
  const ask = shareReads(read);
  const first = ask();
  const second = ask();
  open[0]!.end(new Error("away"));
  await expect(first).rejects.toThrow("away");
  await expect.poll(begun).toBe(2);
  open[1]!.end();
  expect(await second).toBe(2);
});
