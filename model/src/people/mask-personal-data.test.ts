import { expect, test } from "vitest";
import { maskJson, maskPersonal, maskText, personalKeys } from "./mask-personal-data.ts";

const isPersonal = personalKeys(["name", "studentName", "姓名", "phone", "学号"]);

test.each([
  ["给 zhang.san@campus.example 的邮件", "给 z***@campus.example 的邮件"],
  ["<张三@学校.中国>", "<张***@学校.中国>"],
  ["?to=zhang%40campus.example&x=1", "?to=z***%40campus.example&x=1"],
  ["550 5.1.1 <li+x@a.b.c>: unknown", "550 5.1.1 <l***@a.b.c>: unknown"],
  ["打 13812345678 或 +86 139-1234-5678", "打 138****5678 或 +86 139****5678"],
  ["身份证 11010519491231002X。", "身份证 11**************2X。"],
  ["身份证110105194912310021", "身份证11**************21"],
])("a text keeps who it is about apart and out of reach: %s", (text, masked) => {
  expect(maskText(text)).toBe(masked);
});

test.each([
  "execution 13812345678901 ended",
  "2026-02-16T06:00:00.000Z",
  "7d6716cae1ce1ce062af12d9ddbe7798",
  "version 1.3812345678",
  "a@b",
  "12345678901234567890",
])("what is no personal data stays: %s", (text) => {
  expect(maskText(text)).toBe(text);
});

test("names keep their first character, numbers their ends", () => {
  expect(maskPersonal("张三")).toBe("张*");
  expect(maskPersonal("Zhang San")).toBe("Z*");
  expect(maskPersonal("20240101234")).toBe("20***34");
  expect(maskPersonal("1234")).toBe("1*");
  expect(maskPersonal("")).toBe("");
});

test("in JSON the values of personal keys are masked, however they are spelled and whatever is below", () => {
  const value = {
    student_name: "张三",
    Name: ["李四", { first: "王五" }],
    学号: 20240101,
    building: "3",
    mobile: 13812345678,
    count: 3,
    note: "请联系 zhang@campus.example",
    "zhang@campus.example": true,
  };
  expect(maskJson(value, isPersonal)).toEqual({
    student_name: "张*",
    Name: ["李*", { first: "王*" }],
    学号: "20***01",
    building: "3",
    mobile: "138****5678",
    count: 3,
    note: "请联系 z***@campus.example",
    "z***@campus.example": true,
  });
});

test("a difference is masked by what it is about", () => {
  const changes = [
    { path: "vars.people.0.name", before: "张三", after: "李四" },
    { path: "status", before: "enabled", after: "disabled" },
  ];
  expect(maskJson(changes, isPersonal)).toEqual([
    { path: "vars.people.0.name", before: "张*", after: "李*" },
    { path: "status", before: "enabled", after: "disabled" },
  ]);
});

test("a long text without addresses takes no longer than reading it", () => {
  // A search from each character anew takes hours.
  const begun = process.cpuUsage();
  maskText("a".repeat(1_000_000) + "1".repeat(1_000_000));
  expect(process.cpuUsage(begun).user).toBeLessThan(10_000_000);
});
