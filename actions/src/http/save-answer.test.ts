import { expect, test } from "vitest";
import { nameOf } from "./save-answer.ts";

const url = "https://files.example/reports/2026%20list.xlsx?x=1";
/** As it arrives: bytes of UTF-8 read as Latin-1. */
const raw = (text: string) => Buffer.from(text, "utf8").toString("latin1");

test.each([
  ['attachment; filename="list.xlsx"', "list.xlsx"],
  ["attachment; filename=list.xlsx; size=3", "list.xlsx"],
  ["attachment; filename=\"x.xlsx\"; filename*=UTF-8''%E6%99%9A%E5%BD%92.xlsx", "晚归.xlsx"],
  [raw('attachment; filename="晚归.xlsx"'), "晚归.xlsx"],
  ["attachment; filename*=UTF-8''%E6%.xlsx", "%E6%.xlsx"],
  ["inline", "2026 list.xlsx"],
])("the name in %j is %j", (header, name) => {
  expect(nameOf({ headers: { "content-disposition": header }, url })).toBe(name);
});

test("a file without any name is a download", () => {
  expect(nameOf({ headers: {}, url: "https://files.example/" })).toBe("download");
});
