import { expect, test } from "vitest";
import { isNewEnough } from "./project-node.mjs";

test.each(["v24.11.0", "v24.21.0\n", "v25.0.0"])("%s runs Belfry", (version) => {
  expect(isNewEnough(version)).toBe(true);
});

test.each(["v20.20.2", "v22.21.0", "v24.10.9"])("%s is too old", (version) => {
  expect(isNewEnough(version)).toBe(false);
});
