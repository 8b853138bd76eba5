import { expect, test } from "vitest";
import { parseLoginSearch } from "./login-search.ts";

test("whoever was asked to sign in comes back to where they wanted to go", () => {
  expect(parseLoginSearch({ to: "/executions?state=failed" })).toEqual({ to: "/executions?state=failed" });
});

test.each(["https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)", 7, undefined])(
  "%s is no place to go",
  (to) => {
    expect(parseLoginSearch({ to })).toEqual({});
  },
);

test("why the provider sent somebody back is read as a code and as nothing else", () => {
  expect(parseLoginSearch({ sso: "SSO_UNKNOWN_PERSON" })).toEqual({ sso: "SSO_UNKNOWN_PERSON" });
  expect(parseLoginSearch({ sso: "You have won" })).toEqual({});
});
