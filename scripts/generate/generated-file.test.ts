import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { settleGeneratedFile } from "./generated-file.ts";

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "belfry-generated-"));
});
afterEach(() => {
  vi.restoreAllMocks();
  rmSync(root, { recursive: true });
});

test("a file that differs fails the check, names the line and is left as it was", () => {
  const printed = vi.spyOn(console, "error").mockReturnValue();
  vi.spyOn(console, "log").mockReturnValue();
  settleGeneratedFile(root, "docs/facts.md", "one\ntwo\n", { check: false });
  expect(settleGeneratedFile(root, "docs/facts.md", "one\nthree\n", { check: true })).toBe(1);
  expect(printed.mock.calls[0]?.[0]).toMatch(/^docs\/facts\.md:2 /);
  expect(readFileSync(join(root, "docs/facts.md"), "utf8")).toBe("one\ntwo\n");
});

test("a missing file fails the check; a written one passes it", () => {
  vi.spyOn(console, "error").mockReturnValue();
  vi.spyOn(console, "log").mockReturnValue();
  expect(settleGeneratedFile(root, "docs/facts.md", "one\n", { check: true })).toBe(1);
  expect(settleGeneratedFile(root, "docs/facts.md", "one\n", { check: false })).toBe(0);
  expect(settleGeneratedFile(root, "docs/facts.md", "one\n", { check: true })).toBe(0);
});
