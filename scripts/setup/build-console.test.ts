import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { fingerprintOf } from "./build-console.mjs";

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "belfry-console-"));
  mkdirSync(join(root, "console/src/ui"), { recursive: true });
  writeFileSync(join(root, "console/src/ui/button.tsx"), "one");
});
afterEach(() => rmSync(root, { recursive: true }));

const fingerprint = () => fingerprintOf(root, ["console/src", "console/index.html"]);

test("the same sources have the same fingerprint, whenever they were written", () => {
  const before = fingerprint();
  writeFileSync(join(root, "console/src/ui/button.tsx"), "one");
  expect(fingerprint()).toBe(before);
});

test("a changed, a renamed and an added file each change the fingerprint", () => {
  const seen = new Set([fingerprint()]);
  writeFileSync(join(root, "console/src/ui/button.tsx"), "two");
  seen.add(fingerprint());
  writeFileSync(join(root, "console/src/ui/link.tsx"), "two");
  rmSync(join(root, "console/src/ui/button.tsx"));
  seen.add(fingerprint());
  writeFileSync(join(root, "console/index.html"), "");
  seen.add(fingerprint());
  expect(seen.size).toBe(4);
});
