import { personalKeys } from "@belfry/model";
import { expect, test } from "vitest";
import { z } from "zod";
import { personal } from "../schemas/personal.ts";
import { holdsPersonal, maskPersonalData } from "./mask-personal-data.ts";

const isPersonal = personalKeys(["姓名", "name"]);
const mask = (schema: z.ZodType, value: unknown) => maskPersonalData(schema, value, isPersonal);

test("marked fields are masked wherever they stand, the others stay as they are", () => {
  const schema = z.object({
    id: z.int(),
    at: z.date(),
    to: personal("address", z.array(z.string())),
    who: personal("name", z.string()).nullable(),
    inputs: z.record(z.string(), personal("json", z.unknown())),
    runs: z.array(z.object({ reason: personal("text", z.string()).optional(), state: z.string() })),
    body: personal("content", z.string().nullable()),
  });
  const at = new Date(0);
  const value = {
    id: 13812345678,
    at,
    to: ["zhang@campus.example", "ou_123456"],
    who: "张三",
    inputs: { a: { 姓名: "李四" } },
    runs: [{ reason: "550 <zhang@campus.example>", state: "zhang@campus.example" }, { state: "x" }],
    body: "张三晚归",
  };
  expect(mask(schema, value)).toEqual({
    id: 13812345678,
    at,
    to: ["z***@campus.example", "ou***56"],
    who: "张*",
    inputs: { a: { 姓名: "李*" } },
    runs: [{ reason: "550 <z***@campus.example>", state: "zhang@campus.example" }, { state: "x" }],
    body: "•••",
  });
});

test("a rule keeps its own words, and what was written into its values is masked", () => {
  const rule = {
    rule: "notice",
    name: "晚归名单",
    vars: { people: [{ name: "张三" }] },
    actions: [{ name: "发邮件", use: "email.send", with: { to: "dean@campus.example", name: "李四" } }],
  };
  expect(mask(personal("rule", z.record(z.string(), z.unknown())), rule)).toEqual({
    rule: "notice",
    name: "晚归名单",
    vars: { people: [{ name: "张*" }] },
    actions: [{ name: "发邮件", use: "email.send", with: { to: "d***@campus.example", name: "李*" } }],
  });
});

test("a mark survives being extended, described and wrapped, and a union is masked by the part that fits", () => {
  const base = z.object({ reason: personal("text", z.string()) }).meta({ id: "Base-for-test" });
  const whole = base.extend({ n: z.int() }).describe("more").nullable();
  expect(holdsPersonal(whole)).toBe(true);
  expect(mask(whole, { reason: "a@b.cd", n: 1 })).toEqual({ reason: "a***@b.cd", n: 1 });
  const either = z.union([z.object({ n: z.int() }), base]);
  expect(mask(either, { reason: "a@b.cd" })).toEqual({ reason: "a***@b.cd" });
  expect(mask(z.object({ n: z.int() }), { n: 1 })).toEqual({ n: 1 });
});
