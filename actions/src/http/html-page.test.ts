import { describe, expect, test } from "vitest";
import { readHtmlPage } from "./html-page.ts";

const url = "https://portal.example/cas/login?service=x";

function formOf(html: string) {
  return readHtmlPage(html, url).forms[0];
}

describe("the title of a page", () => {
  test.each([
    ["<title>公寓出入安全分析系统</title>", "公寓出入安全分析系统"],
    ["<TITLE\n lang=zh>\n  A &amp; B\n</TITLE >", "A & B"],
    ["<!-- <title>no</title> --><title>yes</title>", "yes"],
    ["<title>first</title><svg><title>second</title></svg>", "first"],
    ["<title>never closed", "never closed"],
    ["<p>none</p>", ""],
  ])("of %j is %j", (html, title) => {
    expect(readHtmlPage(html, url).title).toBe(title);
  });
});

describe("a form", () => {
  test("holds what a browser would send if nobody touched it", () => {
    const form = formOf(`
      <form action="/cas/login?service=x&amp;y=1" method="post">
        <input type="hidden" name="lt" value="LT-1&quot;2&#x4e2d;&#25991;">
        <input name=username value=''>
        <input NAME='password' TYPE='password'>
        <input type="checkbox" name="remember" checked>
        <input type="checkbox" name="public" value="1">
        <input type="radio" name="who" value="student"><input type="radio" name="who" value="staff" checked>
        <input type="text" name="gone" value="x" disabled>
        <input type="file" name="photo"><input type="reset" name="again">
        <select name="campus"><option value="a">A<option value="b" selected>B</select>
        <select name="first"><option value="1">1</option><option value="2">2</option></select>
        <textarea name="note">
a &lt; b</textarea>
        <input value="without a name">
        <button name="submit" value="登录">登录</button>
        <button type="button" name="help"></button>
      </form>`);
    expect(form?.action).toBe("https://portal.example/cas/login?service=x&y=1");
    expect(form?.method).toBe("POST");
    expect(form?.fields).toEqual([
      ["lt", 'LT-1"2中文'],
      ["username", ""],
      ["password", ""],
      ["remember", "on"],
      ["who", "staff"],
      ["campus", "b"],
      ["first", "1"],
      ["note", "a < b"],
    ]);
    expect(form?.names.has("public")).toBe(true);
    expect(form?.buttons).toEqual([{ name: "submit", id: "", value: "登录" }]);
  });

  test.each([
    ["<form>", url, "GET"],
    ['<form action="">', url, "GET"],
    ['<form action="next" method="POST">', "https://portal.example/cas/next", "POST"],
    ['<form action="//other.example/a">', "https://other.example/a", "GET"],
    ['<base href="/app/"><form action="next">', "https://portal.example/app/next", "GET"],
    ['<form action="http://[">', url, "GET"],
  ])("%s goes to %s by %s", (html, action, method) => {
    expect(formOf(html)).toMatchObject({ action, method });
  });

  test.each([
    ["a script", "<script>document.write('<form><input name=fake>')</script>"],
    ["a comment", "<!-- <form><input name=fake></form> -->"],
    ["a style", "<style>a::before { content: '<form>' }</style>"],
    ["a template", "<template><form><input name=fake></form></template>"],
    ["a title", "<title><form></title>"],
  ])("in %s is none", (_what, html) => {
    expect(readHtmlPage(`${html}<form id="real"><input name="real"></form>`, url).forms).toHaveLength(1);
    expect(formOf(`${html}<form><input name="real"></form>`)?.names).toEqual(new Set(["real"]));
  });

  test("ends where the next begins or its own tag closes, and fields outside belong to none", () => {
    const { forms } = readHtmlPage(
      "<input name=before><form><input name=a></form><input name=between><form><input name=b><form><input name=c>",
      url,
    );
    expect(forms.map(({ names }) => [...names])).toEqual([["a"], ["b"], ["c"]]);
  });

  test.each([
    "<",
    "<form",
    "<form><input name=",
    '<form><input name="a',
    "<!--",
    "<!",
    "</",
    "<script>",
    "<form><textarea name=a>",
    "a < b > c <3 &unknown; &#0; &#xffffff;",
  ])("broken off like %j is read as far as it goes", (html) => {
    expect(() => readHtmlPage(html, url)).not.toThrow();
  });

  test("of a hostile page is read in one pass", () => {
    const started = process.cpuUsage();
    readHtmlPage(
      "<form>".repeat(20_000) + "<input ".repeat(50_000) + "<!--".repeat(50_000) + "a=".repeat(100_000),
      url,
    );
    expect(process.cpuUsage(started).user).toBeLessThan(20_000_000);
  });
});
