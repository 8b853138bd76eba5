import { expect, test } from "vitest";
import { compareErrorReference } from "../check/house-rules/error-reference.ts";
import { renderErrorReference } from "./error-reference.ts";

test("the page has one heading per code, with what happened and what to do", () => {
  const page = renderErrorReference({
    RULE_NOT_FOUND: { status: 404, message: "It is gone.", remedy: "List the rules." },
  });
  expect(page).toContain("### RULE_NOT_FOUND\n\nHTTP 404. It is gone.\n\n**What to do:** List the rules.");
  expect(compareErrorReference(["RULE_NOT_FOUND"], page)).toEqual([]);
});
