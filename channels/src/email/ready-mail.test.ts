import { PassThrough } from "node:stream";
import { buffer } from "node:stream/consumers";
import { expect, test } from "vitest";
import { ReadyMail } from "./ready-mail.ts";

const pieces = (...texts: string[]) => texts.map((text) => Buffer.from(text));

test.each([
  ["a line that begins with a dot", ["a\r\n.b"]],
  ["a first line that does", [".a"]],
  ["a piece that may stand at the beginning of a line", ["a\r\n", ".b"]],
])("%s needs a look at every byte", (_name, texts) => {
  expect(ReadyMail.isPossible(pieces(...texts))).toBe(false);
});

test("a mail goes to the far side of the last stream, piece by piece, and is left when all of it was read", async () => {
  const mail = new ReadyMail(pieces("Subject: a\r\n\r\n", "b.\r\n", "c"));
  expect(ReadyMail.isPossible(pieces("Subject: a\r\n\r\n", "b.\r\n", "c"))).toBe(true);
  let left = false;
  mail.once("end", () => {
    left = true;
  });
  // As long as its connection takes nothing.
  const last = mail.pipe(new PassThrough().pause());
  expect(left).toBe(false);
  const connection = last.pipe(new PassThrough());
  last.resume();
  expect((await buffer(connection)).toString()).toBe("Subject: a\r\n\r\nb.\r\nc");
  expect(left).toBe(true);
});
