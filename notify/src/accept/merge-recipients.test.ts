import { expect, test } from "vitest";
import { mergeRecipients } from "./merge-recipients.ts";

test("whoever stands in several fields gets the message once, in the most visible of them", () => {
  const merged = mergeRecipients({
    to: ["a@example.com", " A@Example.com "],
    cc: ["b@example.com", "a@example.com"],
    bcc: ["b@example.com", "c@example.com"],
  });
  expect(merged).toEqual([
    { field: "to", address: "a@example.com" },
    { field: "cc", address: "b@example.com" },
    { field: "bcc", address: "c@example.com" },
  ]);
});
