import { expect, test } from "vitest";
import { noticeTarget } from "./notice-target.ts";

const origin = "https://belfry.example";

test("a link that begins with a slash leads to a page of the console", () => {
  expect(noticeTarget("/executions/7?tab=logs", origin)).toEqual({
    href: "https://belfry.example/executions/7?tab=logs",
    host: undefined,
  });
});

test.each(["https://other.example/x", "//other.example/x", String.raw`/\other.example/x`])(
  "%s names the other site",
  (link) => {
    expect(noticeTarget(link, origin)?.host).toBe("other.example");
  },
);

test.each(["javascript:alert(1)", "data:text/html,x", "https://"])("%s leads nowhere", (link) => {
  expect(noticeTarget(link, origin)).toBeUndefined();
});
