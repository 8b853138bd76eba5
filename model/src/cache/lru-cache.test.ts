import { expect, test } from "vitest";
import { LruCache } from "./lru-cache.ts";

test("makes a value once, and again only after it was forgotten", () => {
  const made: string[] = [];
  const cache = new LruCache<string, string>(2);
  const get = (key: string): string => cache.getOrMake(key, (k) => (made.push(k), k.toUpperCase()));
  expect([get("a"), get("b"), get("a"), get("c"), get("a"), get("b")]).toEqual(["A", "B", "A", "C", "A", "B"]);
  expect(made).toEqual(["a", "b", "c", "b"]);
  expect(cache.size).toBe(2);
});

test("keeps nothing of a value that could not be made", () => {
  const cache = new LruCache<string, string>(2);
  expect(() =>
    cache.getOrMake("a", () => {
      throw new Error("no");
    }),
  ).toThrow("no");
  expect(cache.getOrMake("a", () => "yes")).toBe("yes");
});
