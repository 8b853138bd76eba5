import { describe, expect, test } from "vitest";
import { htmlTokens } from "./html-tokens.ts";
import { inlineCss } from "./inline-css.ts";
import { textOfHtml } from "./text-of-html.ts";

describe("the text of a page", () => {
  test.each([
    ["<p>您好 <b>张三</b>，</p><p>今天</p>", "您好 张三，\n\n今天"],
    ["a<br>b<br/>c", "a\nb\nc"],
    ["<ul><li>一</li><li>二</li></ul><ol><li>x</li><li>y</li></ol>", "- 一\n- 二\n\n1. x\n2. y"],
    ['<a href="https://a.cn/?a=1&amp;b=2">打开</a>', "打开 (https://a.cn/?a=1&b=2)"],
    ['<a href="https://a.cn">https://a.cn</a> <a href="mailto:a@b.cn">a@b.cn</a>', "https://a.cn a@b.cn"],
    ["<table><tr><td>楼</td><td>人</td></tr><tr><td>3</td><td>2</td></tr></table>", "楼 人\n3 2"],
    ["<style>p{}</style><head><title>x</title></head><script>1<2</script>y<!-- z -->", "y"],
    ['<div style="display:none">预览</div>正文', "正文"],
    ["&lt;b&gt; &amp; &#20013;&#x6587;&nbsp;&yen;1 &unknown;", "<b> & 中文 ¥1 &unknown;"],
    ["<pre>a  b\n  c</pre>", "a  b\n  c"],
    ["<h1>标题</h1>内容<hr>尾", "标题\n\n内容\n--------\n尾"],
    ['<img src="x" alt="图"> 1 < 2', "图 1 < 2"],
    ["a > b </p> c", "a > b\n\nc"],
  ])("%s", (html, text) => expect(textOfHtml(html)).toBe(text));
});

describe("style sheets are written to the elements", () => {
  test.each([
    ["<style>p{color:red}</style><p>x</p>", '<p style="color: red">x</p>'],
    [
      "<style>.a{color:red}</style><p class='b a' style='color:blue'>x</p>",
      "<p class='b a' style=\"color: blue\">x</p>",
    ],
    ['<style>p{color:red!important}</style><p style="color:blue">', '<p style="color: red !important">'],
    ["<style>#i{margin:0}p{margin:1px}.c{margin:2px}</style><p id=i class=c>", '<p id=i class=c style="margin: 0">'],
    [
      "<style>table td > b, h1 { font: 12px 'A' }</style><table><tr><td><b>x</b></td></tr></table><b>y</b>",
      "<table><tr><td><b style=\"font: 12px 'A'\">x</b></td></tr></table><b>y</b>",
    ],
    [
      "<style>@media (max-width:600px){p{color:red}} p{color:blue} a:hover{color:red}</style><p>",
      '<style>@media (max-width:600px){p{color:red}}\na:hover{color:red}</style><p style="color: blue">',
    ],
    ["<style>img{border:0}</style><img src='a'/><p>x</p>", "<img src='a' style=\"border: 0\" /><p>x</p>"],
    ["<style>p{background:url('a;b')}</style><p>", "<p style=\"background: url('a;b')\">"],
    ["<style>a[target=_blank]{color:red}</style><a target=_blank><a>", '<a target=_blank style="color: red"><a>'],
    ["<p>x</p>", "<p>x</p>"],
  ])("%s", (html, written) => expect(inlineCss(html)).toBe(written));
});

test("a page is the same when its pieces are put together", () => {
  const page = "<!doctype html><a b='>' c>x</a ><!-- <p> --><style>a<b</style><3 <x";
  expect([...htmlTokens(page)].map(({ raw }) => raw).join("")).toBe(page);
});

test("elements inside of each other are styled, however many: a library in native code ended the process here", () => {
  const deep = `<style>b{color:red}</style>${"<div>".repeat(9_000)}<b>x</b>`;
  expect(inlineCss(deep)).toBe(`${"<div>".repeat(9_000)}<b style="color: red">x</b>`);
});
