import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compileTemplate } from "../compile-template.ts";
import { renderTemplate } from "../render-template.ts";
import type { TemplateEscape } from "../template-output.ts";

function render(source: string, value: unknown, escape: TemplateEscape = "html"): string {
  return renderTemplate(compileTemplate(source, { escape }), { v: value, list: [1, 2] });
}

const shape = (text: string) => text.match(/<\/?[a-z]+|<!--|-->|[a-z]+=["']/g);

describe("a value in HTML is escaped by the place where it stands", () => {
  test.each<[string, unknown, string]>([
    ["<p>{{ v }}</p>", "<script>alert(1)</script>", "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>"],
    ['<a title="{{ v }}">', '" onclick="x', '<a title="&#34; onclick=&#34;x">'],
    ["<a title='{{ v }}'>", "' onclick='x", "<a title='&#39; onclick=&#39;x'>"],
    ["<td width={{ v }}>", "100", "<td width=100>"],
    ['<a href="{{ v }}">', "https://a.example/?q=1&r=晚", '<a href="https://a.example/?q=1&amp;r=%E6%99%9A">'],
    ['<a href="https://a.example/?q={{ v }}">', "a&b=c d", '<a href="https://a.example/?q=a%26b%3Dc%20d">'],
    ['<a href="https://a.example/{{ v }}">', 'x/y"><b>', '<a href="https://a.example/x/y%22%3E%3Cb%3E">'],
    ['<a href="{{ v }}">', "mailto:a@b.cn", '<a href="mailto:a@b.cn">'],
    ['<a href="{{ v }}">', "/messages/1", '<a href="/messages/1">'],
    ['<img src="cid:{{ v }}">', "logo", '<img src="cid:logo">'],
    ['<td style="color: {{ v }}">', "#f00", '<td style="color: #f00">'],
    ["<style>a { color: {{ v }} }</style>{{ v }}", "red", "<style>a { color: red }</style>red"],
    ["<!-- {{ v }} -->{{ v }}", "--><b>", "<!-- --&gt;&lt;b&gt; -->--&gt;&lt;b&gt;"],
    ['<!--[if mso]><td width="{{ v }}"><![endif]-->', "5", '<!--[if mso]><td width="5"><![endif]-->'],
    ["<title>{{ v }}</title>", "</title><script>", "<title>&lt;/title&gt;&lt;script&gt;</title>"],
    ["{% if v %}<a href='{% endif %}{{ v }}'>", "tel:110", "<a href='tel:110'>"],
    ["{% for i in list %}<i>{{ v }}</i>{% endfor %}", "<", "<i>&lt;</i><i>&lt;</i>"],
    ["{% capture c %}<b>{{ v }}</b>{% endcapture %}{{ c | raw }}", "<", "<b>&lt;</b>"],
    ["{% echo v %}{% cycle v, v %}", "<", "&lt;&lt;"],
    ["1 < {{ v }}", 2, "1 < 2"],
  ])("%s with %j", (source, value, text) => expect(render(source, value)).toBe(text));

  test.each<[string, unknown, string]>([
    ['<a href="{{ v }}">', "javascript:alert(1)", "which is not allowed in a message"],
    ['<a href="{{ v }}">', " java\nscript:alert(1)", "which is not allowed in a message"],
    ['<a href="{{ v }}">', "\u0001JAVASCRIPT:alert(1)", "which is not allowed in a message"],
    ['<a href="{{ v }}">', "data:text/html,<script>", "which is not allowed in a message"],
    ["<img src='{{ v }}'>", "vbscript:x", "which is not allowed in a message"],
    ['<form action="{{ v }}">', "javascript:x", "which is not allowed in a message"],
    ["<a title={{ v }}>", "x onclick=y", "has no quotation marks"],
    ['<a onclick="{{ v }}">', "x", "runs scripts"],
    ['<iframe srcdoc="{{ v }}">', "x", "runs scripts"],
    ["<{{ v }}>", "script", "cannot be the name of an element"],
    ["<a {{ v }}>", "onclick=x", "cannot be the name of an element"],
    ["<script>{{ v }}</script>", "1", "cannot stand inside the element script"],
    ["<style>{{ v }}</style>", "a{background:url(x)}", "cannot stand inside the element style"],
    ['<p style="{{ v }}">', "background:url(x)", "more than a colour"],
  ])("%s with %j is refused", (source, value, reason) => expect(() => render(source, value)).toThrow(reason));

  test("no value changes what the page around it is made of", () => {
    const page = '<p id="a">{{ v }}</p><a href="https://x.cn/?q={{ v }}" title=\'{{ v }}\'>t</a><!-- {{ v }} --><b>';
    const expected = shape(page.replaceAll("{{ v }}", "x"));
    const part = fc.oneof(
      fc.string({ unit: "grapheme" }),
      fc.constantFrom("<b>", '"', "'", "-->", "</p>", " on=", "&"),
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 6 }), (parts) => {
        const value = parts.join("");
        const written = render(page, value).replaceAll(/&[#a-z0-9]+;/g, "");
        expect(shape(written.replace(/[a-z]+=(?!["'])/g, ""))?.filter((one) => one.startsWith("<"))).toEqual(
          expected?.filter((one) => one.startsWith("<")),
        );
      }),
    );
  });
});

describe("a value in Markdown stays text", () => {
  test.each<[string, unknown, string]>([
    ["**{{ v }}**", "a**b", "**a\\*\\*b**"],
    ["{{ v }}", "[here](http://evil)", "\\[here\\](http://evil)"],
    ["{{ v }}", '<font color="warning">x</font><@all>', '\\<font color="warning"\\>x\\</font\\>\\<@all\\>'],
    ["{{ v }}", "# Heading\n- item\n1. one\n> quote", "\\# Heading\n\\- item\n1\\. one\n\\> quote"],
    ["价格 {{ v }}", "-5.5", "价格 -5.5"],
    ["{{ v }}", "3.14", "3.14"],
    ["[打开]({{ v }})", "https://a.example/x(y)", "[打开](https://a.example/x%28y%29)"],
    ["[打开](https://a.example/?q={{ v }})", "a&b)", "[打开](https://a.example/?q=a%26b%29)"],
    ["| {{ v }} |", "a|b", "| a\\|b |"],
  ])("%s with %j", (source, value, text) => expect(render(source, value, "markdown")).toBe(text));

  test("and leads to no script", () => {
    expect(() => render("[x]({{ v }})", "javascript:alert(1)", "markdown")).toThrow("not allowed in a message");
  });
});

test("a value in a header begins no line", () => {
  expect(render("Report {{ v }}", "a\r\nBcc: b@c.cn\u2028x\u202Ey", "header")).toBe("Report a Bcc: b@c.cn xy");
});

describe("partials", () => {
  const partials = { foot: "<i>{{ name }}</i>", loop: "{% render 'loop' %}" };
  test("are written with what they are handed, and escaped as the page is", () => {
    const template = compileTemplate("<p>{% render 'foot', name: v %}</p>", { escape: "html", partials });
    expect(renderTemplate(template, { v: "<x>" })).toBe("<p><i>&lt;x&gt;</i></p>");
  });
  test("that are missing, and those without an end, are errors with a reason", () => {
    const missing = compileTemplate("{% render 'nope' %}", { escape: "html", partials });
    expect(() => renderTemplate(missing, {})).toThrow("There is no partial nope");
    const endless = compileTemplate("{% render 'loop' %}", { escape: "html", partials });
    expect(() => renderTemplate(endless, {})).toThrow(expect.objectContaining({ code: "TEMPLATE_FAILED" }));
  });
});
