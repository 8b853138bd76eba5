import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const root = fileURLToPath(new URL(".", import.meta.url));
const globalSetup = "testkit/src/vitest-global-setup.ts";

export default defineConfig({
  test: {
    root,
    include: ["*/src/**/*.test.{ts,tsx}", "*/test/**/*.test.ts", "e2e/**/*.test.ts", "scripts/**/*.test.ts"],
    // What a machine happens to be set to must not decide whether a test passes. Browsers and
    // services that were unpacked without root are found first (scripts/setup/debian-packages.mjs).
    env: {
      TZ: "UTC",
      LANG: "C.UTF-8",
      COLUMNS: "100",
      NO_COLOR: "1",
      PATH: `${root}.cache/debian/bin:${process.env["PATH"]}`,
    },
    pool: "forks",
    maxWorkers: 2,
    testTimeout: 10_000,
    hookTimeout: 30_000,
    ...(existsSync(new URL(globalSetup, import.meta.url)) && { globalSetup: [globalSetup] }),
  },
});
