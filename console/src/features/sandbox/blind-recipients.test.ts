import { expect, test } from "vitest";
import { blindRecipients } from "./blind-recipients.ts";

test("who is in the envelope and in no header was sent a blind copy", () => {
  const mail = {
    envelope: { from: "x@b.example", to: ["a@b.example", "C@b.example", "hidden@b.example"] },
    to: ["宿管 <A@b.example>"],
    cc: ["c@b.example"],
  };
  expect(blindRecipients(mail)).toEqual(["hidden@b.example"]);
});
