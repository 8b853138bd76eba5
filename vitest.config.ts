import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";
import { LongestFirst } from "./scripts/test-order/longest-first.ts";

const root = fileURLToPath(new URL(".", import.meta.url));
const databaseSetup = "testkit/src/vitest-global-setup.ts";

export default defineConfig({
  test: {
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
    // Two processes run all files one after the other: half of the time went into loading the same modules anew. So no
    // module may keep what one test leaves for the next.
    isolate: false,
    sequence: { sequencer: LongestFirst },
    // These bounds end what hangs. They judge no speed: a machine that others share may be ten times slower for minutes.
    testTimeout: 60_000,
    expect: { poll: { timeout: 50_000 } },
    hookTimeout: 120_000,
    projects: [
      {
        extends: true,
        test: {
          name: "small",
          include: ["*/src/**/*.test.{ts,tsx}", "plugins/*/src/**/*.test.ts", "{scripts,bench}/**/*.test.ts"],
        },
      },
      {
        // Tests beside a package and tests of the whole system get a PostgreSQL; the small ones do not wait for it.
        extends: true,
        test: {
          name: "whole",
          // They start servers and processes; a busy machine must not decide either.
          testTimeout: 180_000,
          hookTimeout: 300_000,
          include: ["*/test/**/*.test.ts", "plugins/*/test/**/*.test.ts", "e2e/**/*.test.ts"],
          ...(existsSync(`${root}${databaseSetup}`) && { globalSetup: [databaseSetup] }),
        },
      },
    ],
  },
});
