import { expect, test } from "vitest";
import { checkPhoneNumber, e164, phoneNumberOf } from "./phone-number.ts";

test.each(["+8613800138000", "8613800138000", "008613800138000", "+86 13800138000"])(
  "%s is refused with the form that is meant, so that one person is one recipient",
  (written) => {
    expect(checkPhoneNumber(written)).toContain("13800138000.");
  },
);

test.each(["13800138000", "8613800138000", "+8613800138000", "+86 138 0013 8000", "008613800138000"])(
  "what a provider calls %s is 13800138000",
  (written) => {
    expect(phoneNumberOf(written)).toBe("13800138000");
  },
);

test("a number of abroad keeps its country", () => {
  expect(phoneNumberOf("85291234567")).toBe("+85291234567");
  expect([e164("+85291234567"), e164("13800138000")]).toEqual(["+85291234567", "+8613800138000"]);
});
