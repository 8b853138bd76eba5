import { expect, test } from "vitest";
import { createSecretMasker } from "./secret-masker.ts";

const secret = 'pass "word"+密/码';

test.each([
  ["as it is", `login with ${secret} failed`],
  ["in an address", `GET /?key=${encodeURIComponent(secret)}`],
  ["in a form", new URLSearchParams({ key: secret }).toString()],
  ["in JSON", JSON.stringify({ key: secret })],
  ["in Base64", `Basic ${Buffer.from(secret).toString("base64")}`],
  ["in an address in small letters", `GET /?key=${encodeURIComponent(secret).toLowerCase()}`],
  ["in JSON in JSON", JSON.stringify({ body: JSON.stringify({ key: secret }) })],
  ["in ASCII-only JSON", String.raw`{"key": "pass \"word\"+\u5bc6/\u7801"}`],
  ["in a page", '<p title="pass &quot;word&quot;+密/码">'],
  ["in hexadecimal", Buffer.from(secret).toString("hex").replace(/^/, "0x")],
  ["in Base64 for addresses", Buffer.from(secret).toString("base64url")],
  ["in the login of a request", `Basic ${Buffer.from(`user:${secret}`).toString("base64")}`],
  ["in the login of a mail server", Buffer.from(`\0me@x.cn\0${secret}`).toString("base64")],
])("a secret is masked %s", (_name, text) => {
  const masker = createSecretMasker();
  masker.add(secret);
  const masked = masker.text(text);
  expect(masked).toContain("•••");
  for (const part of ["word", "%22word", "密", "%e5", "u5bc6", "cGFzc", "776f7264"]) expect(masked).not.toContain(part);
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

test("a secret of several lines is masked line by line, and one with signs of patterns as it is", () => {
  const masker = createSecretMasker();
  masker.add("-----BEGIN KEY-----\nMIIEvQIBADANBg\n-----END KEY-----");
  masker.add("a.b*c[d]$(e)\\");
  expect(masker.text("line 2: MIIEvQIBADANBg")).toBe("line 2: •••");
  expect(masker.text("a.b*c[d]$(e)\\ and axbxc")).toBe("••• and axbxc");
});

test("the beginning of a secret at the end of a text that was cut there is masked too", () => {
  const masker = createSecretMasker();
  masker.add("correct horse battery staple");
  const shown = `${"x".repeat(200)} correct horse bat`;
  expect(masker.text(shown)).toBe(`${"x".repeat(200)} •••`);
  expect(masker.text(`${shown}…`)).toBe(`${"x".repeat(200)} •••…`);
  expect(masker.text(`${"x".repeat(200)} corr`)).toBe(`${"x".repeat(200)} corr`);
});
