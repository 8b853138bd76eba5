import type { GridMember } from "@belfry/client";
import { expect, test } from "vitest";
import { attributesOf, faultOf, rowsOf, type AttributeRow } from "./member-attributes.ts";
import { memberWrite } from "./member-write.ts";

const member = { platform: "pdd", shop: "一店" };
const before: GridMember = {
  id: 1,
  member,
  opensOn: "2025-01-01",
  closesOn: null,
  attributes: { cookie: true, owner: "李四", level: 3, accounts: ["a", "b"] },
  removed: false,
  updatedAt: "2025-10-04T00:00:00Z",
};
const form = { member, opensOn: "2025-01-01", closesOn: "", rows: rowsOf(before.attributes) };
const changed = (name: string, change: Partial<AttributeRow>) =>
  form.rows.map((row) => (row.name === name ? { ...row, ...change } : row));

test("attributes are the same after they were shown", () => {
  expect(attributesOf(form.rows)).toEqual(before.attributes);
  expect(memberWrite(before, form)).toBeUndefined();
});

test("only what was changed is sent", () => {
  expect(memberWrite(before, { ...form, rows: changed("cookie", { text: "false" }) })).toEqual({
    members: [{ member, attributes: { cookie: false } }],
    merge: true,
  });
  expect(memberWrite(before, { ...form, opensOn: "", closesOn: "2025-12-31" })).toEqual({
    members: [{ member, opensOn: null, closesOn: "2025-12-31", attributes: {} }],
    merge: true,
  });
});

test("an attribute that was taken away takes all others along, for they stay", () => {
  const rows = form.rows.filter(({ name }) => name !== "owner");
  expect(memberWrite(before, { ...form, rows })).toEqual({
    members: [
      {
        member,
        opensOn: "2025-01-01",
        closesOn: null,
        attributes: { cookie: true, level: 3, accounts: ["a", "b"] },
      },
    ],
  });
});

test("a new member is made with what is named", () => {
  const rows: AttributeRow[] = [{ id: 0, name: " cookie ", kind: "yesNo", text: "true" }];
  expect(
    memberWrite(undefined, { member: { platform: "pdd ", shop: "一店" }, opensOn: "2025-11-01", closesOn: "", rows }),
  ).toEqual({
    members: [{ member, opensOn: "2025-11-01", attributes: { cookie: true } }],
    merge: true,
  });
});

test.each([
  [{ name: " " }, "noName"],
  [{ name: "owner", id: 9 }, "twice"],
  [{ name: "n", kind: "number", text: "" }, "noNumber"],
  [{ name: "n", kind: "number", text: "1,5" }, "noNumber"],
  [{ name: "n", kind: "number", text: "1.5" }, undefined],
  [{ name: "j", kind: "json", text: "{" }, "noJson"],
  [{ name: "j", kind: "json", text: "null" }, undefined],
] as const)("the fault of %j is %s", (row, fault) => {
  const one: AttributeRow = { id: 8, kind: "text", text: "", ...row };
  expect(faultOf(one, [...form.rows, one])).toBe(fault);
});
