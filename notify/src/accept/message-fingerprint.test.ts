import { expect, test } from "vitest";
import { messageFingerprint } from "./message-fingerprint.ts";

const text = { channel: "email", to: ["a@example.com"], content: { text: "x" } };

test("a plain text has the fingerprint that the predecessor gave it", () => {
  expect(messageFingerprint(text)).toBe("a116b9acca71a1e6dd91b192a2fd001e9cdd5453d96d7d8a2abaeecc3d9ea212");
});

test.each([
  ["another subject", { subject: "s" }],
  ["another file", { attachments: [{ file: { $artifact: "1", name: "a", mediaType: "text/plain", bytes: 1 } }] }],
  ["another card", { payload: { card: 1 } }],
  ["another text", { text: "y" }],
])("%s is another message", (_what, content) => {
  expect(messageFingerprint({ ...text, content: { ...text.content, ...content } })).not.toBe(messageFingerprint(text));
});
