import { expect, test } from "vitest";
import { checkAddress } from "./check-address.ts";

test.each(["a@qq.com", "first.last+tag@sub.example.com", "10001@qq.com", "a@localhost", "a@例子.中国"])(
  "%s can be an address",
  (address) => expect(checkAddress(address)).toBeUndefined(),
);

test.each([
  ["", "empty"],
  ["张三 <a@qq.com>", "leave out the name"],
  ["a@qq.com；b@qq.com", "several addresses"],
  ["a@qq.com, b@qq.com", "several addresses"],
  ["a b@qq.com", "blank"],
  ["a@qq.com\r\nBcc: x@y.cn", "blank"],
  ["a＠qq.com", "full-width"],
  ["nobody", "no @"],
  ["张三@qq.com", "before the @"],
  [".a@qq.com", "dot before the @"],
  ["a@qq", "no complete domain"],
  ["a@-qq.com", "no domain"],
  [`${"a".repeat(65)}@qq.com`, "before the @"],
  [`a@${"b".repeat(260)}.com`, "longer than 254"],
])("%j cannot: %s", (address, reason) => expect(checkAddress(address)).toContain(reason));
