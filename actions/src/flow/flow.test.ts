import { expect, test } from "vitest";
import type { ActionContext } from "@belfry/plugin-kit";
import { fail } from "./fail.ts";
import { noop } from "./noop.ts";

// Neither uses anything of it.
const ctx = {} as ActionContext;

test("fail ends with the reason of the rule, and is not tried again", async () => {
  const work = fail.run(ctx, fail.input.parse({ message: "没有可操作的楼栋权限" }));
  await expect(work).rejects.toMatchObject({
    message: "没有可操作的楼栋权限",
    failureClass: "runtime",
    code: "FAILED_BY_RULE",
    retryable: false,
  });
  await expect(fail.run(ctx, fail.input.parse({ message: "x", code: "NOBODY_THERE" }))).rejects.toMatchObject({
    code: "NOBODY_THERE",
  });
});

test("fail takes no code that a program would stumble over, and no empty reason", () => {
  expect(fail.input.safeParse({ message: "x", code: "not a code" }).success).toBe(false);
  expect(fail.input.safeParse({ message: "" }).success).toBe(false);
});

test("noop returns what it got", async () => {
  expect(await noop.run(ctx, noop.input.parse({ value: { a: [1] } }))).toEqual({ value: { a: [1] } });
  expect(await noop.run(ctx, noop.input.parse({}))).toEqual({ value: null });
});
