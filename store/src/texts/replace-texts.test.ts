import { expect, test } from "vitest";
import { replaceTexts } from "./replace-texts.ts";

test("texts are replaced in keys, texts and numbers, whatever their capital letters, and nothing else is", () => {
  const value = {
    to: ["Zhang@Campus.example", "li@campus.example"],
    "zhang@campus.example": { tel: 13812345678, n: 138 },
    note: "a+b zhang@campus.example (张三)",
    at: null,
    ok: true,
  };
  expect(replaceTexts(value, ["zhang@campus.example", "13812345678", "张三"])).toEqual({
    to: ["[erased]", "li@campus.example"],
    "[erased]": { tel: "[erased]", n: 138 },
    note: "a+b [erased] ([erased])",
    at: null,
    ok: true,
  });
});

test("the signs of a pattern are no pattern, and the longest text wins", () => {
  expect(replaceTexts("a.b axb", ["a.b"])).toBe("[erased] axb");
  expect(replaceTexts("张三丰", ["张三", "张三丰"])).toBe("[erased]");
  expect(replaceTexts("C:\\x [1]|2", ["C:\\x [1]|2"])).toBe("[erased]");
});

test("what stands for something erased stays as it is, also when a text is a part of it", () => {
  expect(replaceTexts("[erased] and erase", ["erase"])).toBe("[erased] and [erased]");
});
