import { expect, test } from "vitest";
import { receivedForm } from "./received-form.ts";

test.each([
  ["text", { body: "text", isCard: false, file: "none" }],
  ["markdown_v2", { body: "markdown", isCard: false, file: "none" }],
  ["template_card", { body: "text", isCard: true, file: "none" }],
  ["interactive", { body: "markdown", isCard: true, file: "none" }],
  ["SMS_100", { body: "text", isCard: false, file: "none" }],
])("%s is shown as its provider does", (kind, form) => {
  expect(receivedForm({ kind, text: "hello" })).toEqual(form);
});

test("a picture has no name, and a file has no text", () => {
  expect(receivedForm({ kind: "image", text: "", file: { name: "", bytes: 3 } })).toEqual({
    body: "none",
    isCard: false,
    file: "picture",
  });
  expect(receivedForm({ kind: "file", text: "", file: { name: "a.xlsx", bytes: 3 } }).file).toBe("file");
});
