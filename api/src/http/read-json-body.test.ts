import { AppError } from "@belfry/model";
import fc from "fast-check";
import { expect, test } from "vitest";
import { parseJsonBody } from "./read-json-body.ts";

const parse = (text: string) => parseJsonBody(Buffer.from(text));
const reasonOf = (text: string | Buffer): string => {
  try {
    parseJsonBody(Buffer.from(text as string));
  } catch (error) {
    if (error instanceof AppError && error.code === "REQUEST_INVALID") return error.detail;
    throw error;
  }
  return "";
};

test("whatever JSON can say is read as it was meant", () => {
  fc.assert(
    fc.property(
      fc.json({ maxDepth: 8, noUnicodeString: false }).filter((text) => !text.includes("__proto__")),
      (text) => {
        expect(parse(text)).toEqual(JSON.parse(text));
      },
    ),
  );
  expect(parse('{"a":{"b":1},"c":[{"b":1},{"b":2}],"b":"a\\":"}')).toEqual({
    a: { b: 1 },
    c: [{ b: 1 }, { b: 2 }],
    b: 'a":',
  });
});

test("nothing is nothing, and is left to the schema of the route", () => {
  expect(parse("")).toBeUndefined();
});

test.each([
  ['{"a":1,"a":2}', /the key "a" twice/],
  ['{"a":1,"\\u0061":2}', /the key "a" twice/],
  ['[{"b":{"c":1 , "d":2,\n"c" : 3}}]', /the key "c" twice/],
  ['{"__proto__":{}}', /"__proto__"/],
  ['{"\\u005f_proto__":{}}', /"__proto__"/],
  ["[".repeat(65) + "]".repeat(65), /deeper than 64/],
  ['{"a":'.repeat(500_000), /deeper than 64/],
  ["{nope", /not JSON/],
  ['"open', /not JSON/],
  ['{"\\x":1}', /not JSON/],
  ['{"a":1}}', /not JSON/],
])("%.40s is refused", (text, reason) => {
  expect(reasonOf(text)).toMatch(reason);
});

test("bytes that are no UTF-8 are refused and not silently replaced", () => {
  expect(() => parseJsonBody(Buffer.from([0x22, 0xff, 0x22]))).toThrow("UTF-8");
  expect(() => parseJsonBody(Buffer.from([0x22, 0xed, 0xa0, 0x80, 0x22]))).toThrow("UTF-8");
});
