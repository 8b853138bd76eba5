import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { checkTemplate } from "./check-template.ts";
import { compileTemplate } from "./compile-template.ts";
import { renderTemplate } from "./render-template.ts";
import type { TemplateEscape } from "./template-output.ts";

const context = {
  now: new Date("2026-02-15T22:00:05Z"),
  vars: {
    name: "张三",
    amount: 35_000,
    html: "<b>&\"'",
    list: ["a", "b"],
    nothing: null,
    object: { a: 1 },
    day: "2026-03-01",
  },
  item: { subjectPrefix: "【公寓晚归】", username: "admin" },
  secrets: { X: "hunter2" },
};

function render(
  source: string,
  values: Readonly<Record<string, unknown>> = context,
  escape: TemplateEscape = "none",
): string {
  return renderTemplate(compileTemplate(source, { escape }), values);
}

describe("what the late-return list needs", () => {
  test.each([
    ['滨海校区晚归名单{{ now | add_days: -1 | date: "%Y.%-m.%-d" }}.xlsx', "滨海校区晚归名单2026.2.15.xlsx"],
    ['{{ item.subjectPrefix }}{{ item.username }} - {{ now | date: "%Y-%m-%d" }}', "【公寓晚归】admin - 2026-02-16"],
    ["晚归名单-{{ now | cn_date }}.xlsx", "晚归名单-2026年2月16日.xlsx"],
    ['生成时间：{{ now | date: "%Y-%m-%d %H:%M:%S" }}', "生成时间：2026-02-16 06:00:05"],
  ])("%s", (source, text) => expect(render(source)).toBe(text));

  const sheetTitle =
    '{% assign title = item.displays | join: "-" %}{% if title.size > 31 %}{{ item.displays | first }}至{{ item.displays | last }}栋({{ item.displays.size }}栋){% else %}{{ title }}{% endif %}';
  const displays = [
    "1",
    "2",
    "3",
    "4",
    "5",
    "6",
    "7",
    "8",
    "9",
    "10",
    "11A",
    "11B",
    "12A",
    "12B",
    "13",
    "14",
    "15",
    "16",
    "17A",
    "17B",
  ];
  test.each([
    [displays.slice(3, 4), "4"],
    [displays.slice(10, 12), "11A-11B"],
    [displays.slice(0, 14), "1至12B栋(14栋)"],
    [displays.slice(12, 20), "12A-12B-13-14-15-16-17A-17B"],
  ])("the sheet title of %j", (chosen, title) =>
    expect(render(sheetTitle, { item: { displays: chosen } })).toBe(title),
  );
});

describe("dates", () => {
  test("are in the zone of the render, of the context, or of Shanghai", () => {
    const template = compileTemplate('{{ now | date: "%H" }} {{ now }}', { escape: "none" });
    expect(renderTemplate(template, context)).toBe("06 2026-02-16T06:00:05+08:00");
    expect(renderTemplate(template, { ...context, timezone: "UTC" })).toBe("22 2026-02-15T22:00:05+00:00");
    expect(renderTemplate(template, { ...context, timezone: "UTC" }, { timeZone: "Europe/Berlin" })).toBe(
      "23 2026-02-15T23:00:05+01:00",
    );
  });

  test.each([
    ["{{ vars.day | add_days: -1 }}", "2026-02-28"],
    ["{{ '2026-02-16 23:20:00' | add_days: 1 }}", "2026-02-17T23:20:00+08:00"],
    ["{{ vars.day | cn_weekday }}", "周日"],
    ['{{ now | date: "%H", "UTC" }}', "22"],
    ['{{ vars.nothing | date: "%H" | default: "never" }}', "never"],
    ["{{ vars.day | date }}", "2026-03-01"],
  ])("%s", (source, text) => expect(render(source)).toBe(text));
});

describe("values", () => {
  test.each([
    ["{{ vars.amount | thousands }}", "35,000"],
    ["{{ 1234567.5 | thousands }} {{ 0.005 | thousands }} {{ -1.005 | thousands }}", "1,234,567.5 0.01 -1.01"],
    ["{{ '35000.00' | thousands }} {{ '已封顶' | thousands }}", "35,000 已封顶"],
    ['{{ vars.missing | default: "–" }} {{ vars.nothing | default: 0 }}', "– 0"],
    ['{{ vars.list | join: "、" }} {{ vars.list | size }}', "a、b 2"],
    ["{{ vars.object | json }}", '{"a":1}'],
    ["{{ vars.nothing }}|{{ true }}|{{ 1.5 }}", "|true|1.5"],
    ["{% if vars.missing.deep %}yes{% else %}no{% endif %}", "no"],
    ["{% for x in vars.list %}{{ forloop.index }}{{ x }}{% endfor %}", "1a2b"],
    ["{% assign n = vars.amount | plus: 1 %}{{ n }}", "35001"],
    ["{{ vars.html }}", "<b>&\"'"],
  ])("%s gives %j", (source, text) => expect(render(source)).toBe(text));

  test("are escaped in HTML, unless they are meant as HTML", () => {
    expect(render("<p>{{ vars.html }}</p>{{ vars.html | raw }}", context, "html")).toBe(
      "<p>&lt;b&gt;&amp;&#34;&#39;</p><b>&\"'",
    );
  });

  test("can never close a tag or an attribute of the HTML around them", () => {
    fc.assert(
      fc.property(fc.string(), (value) => {
        const written = render("{{ vars.x }}", { vars: { x: value } }, "html");
        expect(written).not.toMatch(/[<>"']/);
        expect(render("{{ vars.x }}", { vars: { x: value } })).toBe(value);
      }),
    );
  });

  test("are cut by bytes without breaking a character", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), fc.integer({ min: 3, max: 40 }), (value, limit) => {
        const cut = render(`{{ vars.x | truncate_bytes: ${limit} }}`, { vars: { x: value } });
        expect(Buffer.byteLength(cut)).toBeLessThanOrEqual(limit);
        expect(cut.isWellFormed()).toBe(true);
        if (Buffer.byteLength(value) <= limit) expect(cut).toBe(value);
        else expect(value.startsWith(cut.slice(0, -1)) && cut.endsWith("…")).toBe(true);
      }),
    );
    expect(render("{{ '晚归名单' | truncate_bytes: 7, '' }}")).toBe("晚归");
  });
});

describe("a template that cannot be read is refused with the place and the remedy", () => {
  test.each<[string, number, number, string, string]>([
    ["a\n  {{ vars.x | nope }}", 2, 3, "There is no filter nope.", "spelling"],
    ["{% for x in vars.list %}", 1, 1, "has no end.", "{% endfor %}"],
    ["{{ vars.x", 1, 1, "The output has no closing }}.", "Close it"],
    ["{% nope %}", 1, 1, "The tag nope cannot stand here.", "spelling"],
    ["{% include 'a' %}", 1, 1, "The tag include is not available.", "cannot read other templates"],
    ["{% layout '/etc/passwd' %}", 1, 1, "The tag layout is not available.", "cannot read other templates"],
    ["{{ }}", 1, 4, "A value is missing.", "Name a value"],
    ["{{ vars.n + 1 }}", 1, 12, "Here only a filter can follow.", "plus: 1"],
    ["{{ varz.n }}", 1, 4, "There is no value named varz.", "Use one of vars"],
    ["{{ vars.n | plus: foo }}", 1, 19, "There is no value named foo.", "Use one of vars"],
    ["{{ secrets.X }}", 1, 4, "Secrets cannot be written into a text.", "${{ secrets.NAME }}"],
    ['{{ now | date: "%Y-%Q" }}', 1, 8, "The date pattern has the part %Q, which means nothing.", "%Y %m %d"],
    ["total: ${{ vars.n }}", 1, 8, "An expression ${{ … }} stands inside a template.", "Write {{ … }}"],
    ["{{ vars.list | sample }}", 1, 1, "There is no filter sample.", "spelling"],
  ])("%j", (source, line, column, message, remedy) => {
    const [problem] = checkTemplate(source, "with.text");
    expect(problem).toMatchObject({ path: "with.text", position: { line, column } });
    expect(problem?.message).toContain(message);
    expect(problem?.remedy).toContain(remedy);
  });

  test("and one that can be read has no problems", () => {
    expect(
      checkTemplate(
        "{{ item.x }} {% for r in actions.query.rows %}{{ r.name }}{{ forloop.index }}{% endfor %} {% assign t = now %}{{ t }}",
      ),
    ).toEqual([]);
    expect(checkTemplate("{{ username }}", "", { roots: ["username"] })).toEqual([]);
  });

  test("compiling it throws the same problem", () => {
    expect(() => compileTemplate("{{ vars.x", { escape: "none" })).toThrow(
      expect.objectContaining({ code: "TEMPLATE_INVALID", status: 422 }),
    );
  });

  test("whatever the text is, the check never throws", () => {
    const piece = fc.constantFrom(
      "{{ ",
      " }}",
      "{% ",
      " %}",
      "if ",
      "for x in ",
      "endfor",
      "endif",
      "vars.x",
      "| date: ",
      "'%Y'",
      '"',
      "\n",
      "else",
      "assign a = ",
      "1",
      "..",
      "(",
      ")",
      "raw",
      "${{",
      "case ",
      "when ",
      "💥",
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => Array.isArray(checkTemplate(pieces.join("")))),
      { numRuns: 500 },
    );
  });
});

describe("a template that fails says where, why and what to do", () => {
  test.each<[string, string, string]>([
    ["a\n{{ vars.missing }}", "line 2, column 4: There is no value vars.missing.", '{{ vars.missing | default: "…" }}'],
    ["{{ vars.constructor }}", "There is no value vars.constructor.", "default"],
    ["{{ vars.list }}", "The value is a list.", "join"],
    ["{{ vars.object }}", "The value is an object.", "json"],
    ["{{ vars.name | date: '%Y' }}", '"张三" is not a date.', "2026-02-16"],
    ["{{ now | date: vars.name, 'Mars/X' }}", 'There is no time zone "Mars/X".', "IANA"],
    ["{{ now | add_days }}", "The number of days is not a whole number.", "add_days: -1"],
    ["{{ vars.amount | divided_by: 0 }}", "The value is not a finite number.", "division by zero"],
    ["{{ vars.name | truncate_bytes: 1 }}", "leaves room for the ending", "4096"],
    ["{% for i in (1..100000000) %}x{% endfor %}", "The result would become too large.", "fewer items"],
    [
      "{% assign s = 'x' %}{% for i in (1..40) %}{% capture s %}{{ s }}{{ s }}{% endcapture %}{% endfor %}",
      "The result would become too large.",
      "fewer items",
    ],
  ])("%s", (source, reason, remedy) => {
    expect(() => render(source)).toThrow(
      expect.objectContaining({
        code: "TEMPLATE_FAILED",
        message: expect.stringContaining(reason),
        remedy: expect.stringContaining(remedy),
      }),
    );
  });

  test("one that would take too long is stopped", () => {
    // It counts steps: on a machine of any speed it ends at the same one.
    expect(() =>
      render("{% for i in (1..3000) %}{% for j in (1..3000) %}{% assign x = j %}{% endfor %}{% endfor %}"),
    ).toThrow(/repeats too much/);
  });

  test("and carries the path and the place for a program", () => {
    expect(() =>
      renderTemplate(compileTemplate("{{ vars.x }}", { escape: "none" }), { vars: {} }, { path: "with.subject" }),
    ).toThrow(
      expect.objectContaining({
        details: expect.objectContaining({ path: "with.subject", position: { line: 1, column: 4 } }),
      }),
    );
  });
});
