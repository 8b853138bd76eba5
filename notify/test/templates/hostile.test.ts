import { beforeAll, describe, expect, test } from "vitest";
import type { TemplateEscape } from "@belfry/model";
import { inTemplateThread } from "../../src/templates/thread/template-thread.ts";

const part = (source: string, escape: TemplateEscape = "html") => ({ name: "html", source, escape, partials: {} });
const run = (source: string, values: Readonly<Record<string, unknown>> = {}, longestMs?: number) =>
  inTemplateThread({ kind: "render", parts: [part(source)], values, timeZone: "Asia/Shanghai" }, longestMs);

// The delay that counts is that of a thread that is there: loading one takes the core away from everybody.
beforeAll(() => run("x"), 60_000);

describe("a hostile template holds nobody up and ends with a reason", () => {
  test.each([
    ["a range of a hundred million", "{% for i in (1..100000000) %}x{% endfor %}"],
    ["ranges that fit each", "{% for i in (1..900000) %}{% for j in (1..900000) %}{% endfor %}{% endfor %}"],
    ["loops in loops", "{% for i in (1..3000) %}{% for j in (1..3000) %}{% assign x = j %}{% endfor %}{% endfor %}"],
    [
      "a text that doubles",
      "{% assign s = 'abcdefgh' %}{% for i in (1..60) %}{% assign s = s | append: s %}{% endfor %}{{ s }}",
    ],
    [
      "a capture that doubles",
      "{% assign s = 'abcdefgh' %}{% for i in (1..40) %}{% capture s %}{{ s }}{{ s }}{% endcapture %}{% endfor %}{{ s }}",
    ],
    ["a large text again and again", `{% for i in (1..1000) %}${"x".repeat(100_000)}{% endfor %}`],
    [
      "replacing in a large text",
      "{% assign s = v %}{% for i in (1..50) %}{% assign s = s | replace: 'x', 'yx' %}{% endfor %}{{ s }}",
    ],
    [
      "splitting a large text",
      "{% for i in (1..500) %}{% assign s = v | split: '' | reverse | join: ',' %}{% endfor %}",
    ],
  ])("%s", async (_name, source) => {
    const before = process.threadCpuUsage();
    const ended = await run(source, { v: "x".repeat(200_000) }).catch((error: unknown) => error);
    const { user, system } = process.threadCpuUsage(before);
    if (ended instanceof Error) expect(ended).toMatchObject({ code: "TEMPLATE_FAILED" });
    else
      expect(ended).toMatchObject({
        ok: false,
        problems: [{ message: expect.any(String), remedy: expect.any(String) }],
      });
    // What this thread worked is what its loop was held up by, however busy the machine is: a template written here takes seconds.
    expect((user + system) / 1_000).toBeLessThan(1_000);
    expect(await run("{{ v }}", { v: 1 })).toMatchObject({ ok: true, parts: { html: "1" } });
  });
});

test("a thread that does not end is ended, and the next job has a new one", async () => {
  const slow = "{% for i in (1..400000) %}{% assign x = i | times: 2 | plus: 1 | append: 'a' %}{% endfor %}";
  await expect(run(slow, {}, 20)).rejects.toMatchObject({ code: "TEMPLATE_FAILED" });
  expect(await run("{{ v }}", { v: "<" })).toEqual({ ok: true, parts: { html: "&lt;", text: "<" } });
});

test("what one message brings is not there for the next", async () => {
  expect(await run("{% assign secret = v %}{{ secret }}", { v: "a" })).toMatchObject({ ok: true });
  expect(await run("{{ secret }}")).toMatchObject({ ok: false, problems: [{ message: "There is no value secret." }] });
});

test("many at once are written one after the other by few threads", async () => {
  const all = await Promise.all(Array.from({ length: 200 }, (_, place) => run("{{ v }}", { v: place })));
  expect(all.map((one) => (one.ok ? one.parts["html"] : ""))).toEqual(all.map((_, place) => String(place)));
});
