import { describe, expect, test } from "vitest";
import { htmlOfMjml } from "./html-of-mjml.ts";

const mail = (inner: string) => `<mjml>
<mj-body><mj-section><mj-column>
${inner}
</mj-column></mj-section></mj-body>
</mjml>`;

describe("MJML", () => {
  test("becomes the HTML of a mail, with what Liquid fills in untouched", async () => {
    const { html, problems } = await htmlOfMjml(
      mail(`<mj-raw>{% for i in items %}</mj-raw>
        <mj-text color="{{ colour }}" css-class="a">{{ i | escape }} 元 &lt; {% if i < 2 %}x{% endif %}</mj-text>
        <mj-raw>{% endfor %}</mj-raw>
        <mj-button href="{{ url }}">打开</mj-button>`),
    );
    expect(problems).toEqual([]);
    for (const part of [
      "<!doctype html>",
      "{% for i in items %}",
      ">{{ i | escape }} 元 &lt; {% if i < 2 %}x{% endif %}</div>",
      "color:{{ colour }}",
      'href="{{ url }}"',
      "{% endfor %}",
    ]) {
      expect(html).toContain(part);
    }
  });

  test("fetches nothing from anywhere that its author did not name", async () => {
    const { html } = await htmlOfMjml(mail("<mj-text>您好</mj-text>"));
    expect(html).not.toContain("fonts.googleapis.com");
    expect(html).not.toContain("<link");
  });

  test.each<[string, string, string, number | undefined]>([
    ["an unknown element", mail("<mj-nope>x</mj-nope>"), "mj-nope: Element mj-nope doesn't exist", 3],
    [
      "an unknown attribute",
      mail('<mj-text>1</mj-text>\n<mj-text colr="x">2</mj-text>'),
      "mj-text: Attribute colr is",
      4,
    ],
    ["a value that is none", mail('<mj-text color="so rot">x</mj-text>'), "mj-text: Attribute color has invalid", 3],
    ["an element in the wrong place", "<mjml><mj-body>\n<mj-text>a</mj-text></mj-body></mjml>", "only inside:", 2],
    ["one that is not closed", mail("<mj-text>x"), "</mj-column> closes nothing while <mj-text> of line 3 is open.", 4],
    ["the last one that is not closed", "<mjml>\n<mj-body>", "<mj-body> is not closed.", 2],
    ["one that was never opened", mail("</mj-text>"), "</mj-text> closes nothing while <mj-column>", 3],
    ["a file of the disk", mail('<mj-include path="/etc/passwd" type="html" />'), "mj-include reads a file", 3],
    ["what is not MJML", "<p>您好</p>", "The MJML cannot be read. Malformed MJML.", undefined],
    ["nothing", "", "The MJML cannot be read. Parsing failed.", undefined],
    ["a text where none is shown", mail("您好"), 'mj-column: "您好" would be lost', 2],
    ["Liquid where none is shown", mail("{% if vip %}<mj-text>x</mj-text>{% endif %}"), "Put it into mj-raw.", 2],
  ])("says of %s what it is and in which line", async (_case, source, words, line) => {
    const { problems } = await htmlOfMjml(source);
    expect(problems[0]?.message).toContain(words);
    expect(problems[0]?.line).toBe(line);
    expect(problems.map(({ message }) => message).join(" ")).not.toContain(process.cwd());
  });

  test("takes a comment for a comment", async () => {
    const { problems } = await htmlOfMjml(mail('<!-- <mj-include path="a"/> <mj-text> --><mj-text>x</mj-text>'));
    expect(problems).toEqual([]);
  });
});
