import { expect, test } from "vitest";
import { retryAfterMs } from "./retry-after.ts";

const date = "Mon, 16 Feb 2026 06:00:00 GMT";

test.each([
  [{ "retry-after": "120" }, 120_000],
  [{ "retry-after": " 0 " }, 0],
  [{ "retry-after": "Mon, 16 Feb 2026 06:01:30 GMT", date }, 90_000],
  [{ "retry-after": "Mon, 16 Feb 2026 05:00:00 GMT", date }, 0],
  [{ "retry-after": "Mon, 16 Feb 2026 06:01:30 GMT" }, undefined],
  [{ "retry-after": "soon", date }, undefined],
  [{ date }, undefined],
])("%j asks for a wait of %s ms", (headers, expected) => {
  expect(retryAfterMs(headers as Record<string, string>)).toBe(expected);
});
