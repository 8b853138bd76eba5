import { expect, test } from "vitest";
import { renderStackPage } from "./stack-page.ts";

const pg = { name: "pg", version: "8.23.1", license: "MIT" };

test("a dependency is shown with its version, licence and reason", () => {
  expect(renderStackPage([pg], { Database: { pg: "The driver." } })).toContain("| `pg` | 8.23.1 | MIT | The driver. |");
});

test("a dependency without a reason and a reason without a dependency are both refused", () => {
  expect(() => renderStackPage([pg], { Database: { drizzle: "Gone." } })).toThrow(
    "pg has no reason; drizzle is no dependency any more",
  );
});
