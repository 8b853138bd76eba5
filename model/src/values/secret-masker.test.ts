import { expect, test } from "vitest";
import { createSecretMasker } from "./secret-masker.ts";

const secret = 'pass "word"+密/码';

test.each([
  ["as it is", `login with ${secret} failed`],
  ["in an address", `GET /?key=${encodeURIComponent(secret)}`],
  ["in a form", new URLSearchParams({ key: secret }).toString()],
  ["in JSON", JSON.stringify({ key: secret })],
  ["in Base64", `Basic ${Buffer.from(secret).toString("base64")}`],
])("a secret is masked %s", (_name, text) => {
  const masker = createSecretMasker();
  masker.add(secret);
  const masked = masker.text(text);
  expect(masked).toContain("•••");
  for (const part of ["word", "%22word", "密", "cGFzc"]) expect(masked).not.toContain(part);
});

test("all strings inside a value are masked, its keys too, and everything else stays", () => {
  const masker = createSecretMasker();
  masker.add("sesame");
  expect(masker.json({ a: ["open sesame", 1, null], sesame: true })).toEqual({ a: ["open •••", 1, null], "•••": true });
});

test("a secret inside a longer one does not leave the rest of that one standing", () => {
  const masker = createSecretMasker();
  masker.add("code");
  masker.add("code-of-the-day");
  expect(masker.text("code-of-the-day, code")).toBe("•••, •••");
});

test("a value too short to be a secret is left alone, and nothing is masked before one is known", () => {
  const masker = createSecretMasker();
  const value = { n: "1" };
  expect(masker.json(value)).toBe(value);
  masker.add("1");
  expect(masker.text("building 1")).toBe("building 1");
});
