import { expect, test } from "vitest";
import { expiryOf, keyState } from "./key-expiry.ts";

const now = new Date("2026-02-16T12:00:00Z");

test("a term is counted from the moment in which the key is made", () => {
  expect(expiryOf("30d", now)).toBe("2026-03-18T12:00:00.000Z");
  expect(expiryOf("never", now)).toBeNull();
});

test.each([
  ["good", { expiresAt: null, revokedAt: null }],
  ["good", { expiresAt: "2026-02-16T12:00:01Z", revokedAt: null }],
  ["expired", { expiresAt: "2026-02-16T12:00:00Z", revokedAt: null }],
  ["revoked", { expiresAt: "2026-02-16T11:00:00Z", revokedAt: "2026-02-16T10:00:00Z" }],
])("a key is %s when it reads %j", (state, key) => {
  expect(keyState(key, now.getTime())).toBe(state);
});
