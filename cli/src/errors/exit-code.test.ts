import { expect, test } from "vitest";
import { exitCodeOf } from "./exit-code.ts";

test.each([
  ["SERVER_UNREACHABLE", 0, 3],
  ["UNEXPECTED_ANSWER", 502, 3],
  ["DATABASE_UNREACHABLE", 503, 3],
  ["RULE_NOT_FOUND", 404, 4],
  ["SECRET_NOT_FOUND", 422, 4],
  ["RULE_INVALID", 422, 5],
  ["EXECUTION_ALREADY_FINISHED", 409, 5],
  ["NOT_AUTHENTICATED", 401, 6],
  ["PERMISSION_DENIED", 403, 6],
  ["INTERNAL", 500, 1],
])("%s (%i) ends a command with %i", (code, status, exitCode) => {
  expect(exitCodeOf({ code, status })).toBe(exitCode);
});
