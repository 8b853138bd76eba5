import { existsSync } from "node:fs";
import { expect, test } from "vitest";
import { longest } from "./longest-first.ts";

test("every file that is to start first exists: one that was renamed would start last", () => {
  expect(longest.filter((path) => !existsSync(path))).toEqual([]);
});
