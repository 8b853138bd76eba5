import { expect, test } from "vitest";
import { mailDocument } from "./mail-document.ts";

const images = new Map([
  ["logo@belfry", "data:image/png;base64,AAAA"],
  ["a b", "data:image/gif;base64,BBBB"],
]);

test.each([
  ['<img src="cid:logo@belfry">', '<img src="data:image/png;base64,AAAA">'],
  ["<img src='CID:a%20b'>", "<img src='data:image/gif;base64,BBBB'>"],
  ["<td style='background:url(cid:logo@belfry)'>", "<td style='background:url(data:image/png;base64,AAAA)'>"],
  ['<img src="cid:gone">', '<img src="cid:gone">'],
  ['<img src="cid:%">', '<img src="cid:%">'],
  ["<p>cid:logo@belfry</p>", "<p>cid:logo@belfry</p>"],
])("%s becomes %s", (html, shown) => {
  expect(mailDocument(html, images).endsWith(shown)).toBe(true);
});

test("the policy stands in front of the mail, so that the mail cannot get ahead of it", () => {
  const document = mailDocument("<script>alert(1)</script>", images);
  expect(document.indexOf("default-src 'none'")).toBeLessThan(document.indexOf("<script>"));
});
