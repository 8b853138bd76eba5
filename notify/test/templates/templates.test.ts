import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { AuditRecord } from "@belfry/model";
import { createTestDatabase, tester, type TestDatabase } from "@belfry/testkit";
import { createTemplates, type Templates } from "../../src/index.ts";
import { countedChannel } from "../counting-provider.ts";

let db: TestDatabase;
let templates: Templates;
const audited: AuditRecord[] = [];
beforeAll(async () => {
  db = await createTestDatabase();
  const limited = {
    ...countedChannel,
    id: "wecom",
    contentLimits: [{ part: "markdown", unit: "bytes" as const, most: 40, splits: true }],
  };
  templates = createTemplates({
    store: db.store,
    timeZone: "Asia/Shanghai",
    channels: [{ ...countedChannel, id: "email" }, limited, { ...countedChannel, id: "aliyun-sms" }],
    audit: async (_tx, record) => void audited.push(record),
  });
}, 300_000);
afterAll(() => db[Symbol.asyncDispose]());

const by = { by: tester };
const paid = {
  name: "订单已付款",
  variables: {
    name: { type: "text", description: "收件人", example: "张三" },
    amount: { type: "decimal", example: "10203.5" },
    items: { type: "list", default: [] },
  },
  variants: [
    {
      channel: "email",
      subject: "订单：{{ name }}",
      html: "<style>b{color:red}</style><p>{{ name }} <b>{{ amount | rmb_upper }}</b></p>{% for i in items %}<i>{{ i }}</i>{% endfor %}",
    },
    { channel: "email", language: "en", subject: "Order of {{ name }}", text: "{{ amount | thousands }}" },
    { channel: "wecom", markdown: "**{{ name }}**：{{ amount }}" },
    {
      channel: "*",
      text: "{{ name }}付了{{ amount }}元",
      payload: { data: { thing1: { value: "{{ name }}" }, n: 1 } },
    },
  ],
};
const given = { name: "<张三>", amount: "10203.5" };

const ask = (template: string) => templates.renderTemplate({ template, channel: "email", variables: {} });

const plain = (text: string) => ({ name: "v", variants: [{ channel: "*", text }] });

const textOf = async (template: string) =>
  (await templates.renderTemplate({ template, channel: "email", variables: {} })).text;

const mail = (html: string, over: object = {}) => ({
  name: "x",
  variables: { name: {} },
  variants: [{ channel: "email", subject: "s", html, ...over }],
});

const withMarkup = (mjml: string) => ({
  name: "m",
  variables: { name: {} },
  variants: [{ channel: "email", subject: "s", mjml }],
});

const compileMjml = async (source: string) => ({
  html: source.replace("<mj-text>", "<p>").replace("</mj-text>", "</p>"),
  problems: source.includes("<mj-nope>") ? [{ message: "There is no element mj-nope.", line: 1 }] : [],
});

const listed = (folder: string, team?: string) => ({
  name: `列表 ${folder}`,
  folder,
  ...(team !== undefined && { labels: { team } }),
  variants: [{ channel: "email", subject: "s", text: "x" }],
});

describe("a template", () => {
  beforeAll(() => templates.saveTemplate("order-paid", paid, by));

  test("writes a mail with styles at the elements, values escaped, and text made of the HTML", async () => {
    expect(await templates.renderTemplate({ template: "order-paid", channel: "email", variables: given })).toEqual({
      templateVersion: "order-paid@1",
      subject: "订单：<张三>",
      html: '<p>&lt;张三&gt; <b style="color: red">壹万零贰佰零叁元伍角整</b></p>',
      text: "<张三> 壹万零贰佰零叁元伍角整",
    });
  });

  test.each([
    ["email", "en", { subject: "Order of <张三>", text: "10,203.5" }],
    ["email", "en-GB", { subject: "Order of <张三>" }],
    ["wecom", undefined, { markdown: "**\\<张三\\>**：10203.5" }],
    [
      "aliyun-sms",
      undefined,
      { text: "<张三>付了10203.5元", payload: { data: { thing1: { value: "<张三>" }, n: 1 } } },
    ],
  ])("has a variant for %s in %s", async (channel, language, written) => {
    const request = { template: "order-paid", channel, variables: given, ...(language !== undefined && { language }) };
    expect(await templates.renderTemplate(request)).toMatchObject(written);
  });

  test.each<[string, object, string, string]>([
    ["an unknown variable", { ...given, nmae: "x" }, "variables.nmae", "The template has no variable nmae."],
    ["a missing one", { amount: "1" }, "variables.name", "The variable name (收件人) is missing."],
    [
      "one of another type",
      { ...given, amount: "一百" },
      "variables.amount",
      "The variable amount is not a decimal number.",
    ],
  ])("refuses %s with its name and a remedy", async (_case, variables, path, message) => {
    const request = { template: "order-paid", channel: "email", variables: { ...variables } };
    await expect(templates.renderTemplate(request)).rejects.toMatchObject({
      code: "TEMPLATE_VARIABLES_INVALID",
      status: 422,
      problems: [{ path, message, remedy: expect.stringMatching(/\w/) }],
    });
  });

  test("refuses a language that it does not have, and says which it has", async () => {
    const request = { template: "order-paid", channel: "email", language: "fr", variables: given };
    await expect(templates.renderTemplate(request)).rejects.toMatchObject({
      code: "REQUEST_INVALID",
      problems: [{ path: "language", remedy: "It has: email (zh-CN), email (en), wecom (zh-CN), * (zh-CN)." }],
    });
  });

  test("that is not there, or not at this version, is named", async () => {
    await expect(ask("nope")).rejects.toMatchObject({ code: "TEMPLATE_NOT_FOUND", status: 404 });
    await expect(ask("../x")).rejects.toMatchObject({ code: "TEMPLATE_NOT_FOUND" });
    await expect(ask("order-paid@9")).rejects.toMatchObject({ code: "TEMPLATE_VERSION_NOT_FOUND" });
  });

  test("is previewed with its examples, and measured by what the channel takes", async () => {
    const preview = await templates.previewTemplate("order-paid", { channel: "wecom" });
    expect(preview).toMatchObject({ channel: "wecom", language: "zh-CN", markdown: "**张三**：10203.5" });
    expect(preview.meters).toEqual([
      {
        part: "markdown",
        bytes: 20,
        characters: 14,
        limit: { unit: "bytes", most: 40, splits: true },
        fits: true,
        pieces: 1,
      },
    ]);
    const long = await templates.previewTemplate("order-paid", {
      channel: "wecom",
      variables: { name: "长".repeat(20) },
    });
    expect(long.meters[0]).toMatchObject({ bytes: 74, fits: true, pieces: 2 });
    const sms = await templates.previewTemplate("order-paid", {
      channel: "aliyun-sms",
      variables: { name: "长".repeat(70) },
    });
    expect(sms.meters.find(({ part }) => part === "text")).toMatchObject({ characters: 80, pieces: 2 });
  });
});

describe("versions", () => {
  test("are made by each save that changes something, stay, and are pinned, compared and restored", async () => {
    const first = await templates.saveTemplate("v", plain("one"), { ...by, expected: "absent" });
    expect(first).toMatchObject({ version: 1, revision: "v1", current: true });
    await templates.saveTemplate("v", plain("two"), { ...by, note: "better", expected: ["v1"] });
    expect(await templates.saveTemplate("v", plain("two"), by)).toMatchObject({ version: 2 });
    expect([await textOf("v"), await textOf("v@1")]).toEqual(["two", "one"]);
    expect(await templates.diffTemplate("v", 2)).toEqual({
      from: 1,
      to: 2,
      changes: [{ path: "variants.* zh-CN.text", kind: "changed", before: "one", after: "two" }],
    });
    expect(await templates.restoreTemplate("v", 1, by)).toMatchObject({ version: 3, note: "Restored from version 1." });
    expect(await textOf("v")).toBe("one");
    const rows = await templates.listTemplateVersions("v");
    expect(rows.map(({ version, note, current }) => [version, note, current])).toEqual([
      [3, "Restored from version 1.", true],
      [2, "better", false],
      [1, "", false],
    ]);
  });

  test("a change against another state than the present one is refused", async () => {
    const stale = templates.saveTemplate("v", plain("x"), { ...by, expected: ["v1"] });
    await expect(stale).rejects.toMatchObject({ code: "PRECONDITION_FAILED" });
    await expect(templates.saveTemplate("v", plain("x"), { ...by, expected: "absent" })).rejects.toMatchObject({
      code: "PRECONDITION_FAILED",
    });
  });

  test("of two who save at once, both are versions or one is refused, and none is lost", async () => {
    await templates.saveTemplate("race", plain("0"), by);
    const saves = await Promise.allSettled(
      [1, 2, 3, 4].map((n) => templates.saveTemplate("race", plain(String(n)), by)),
    );
    const saved = saves.filter(({ status }) => status === "fulfilled").length;
    expect((await templates.listTemplateVersions("race")).length).toBe(saved + 1);
  });

  test("stay when the template is removed, and go on when it is saved again", async () => {
    await templates.saveTemplate("gone", plain("1"), by);
    await templates.removeTemplate("gone", by);
    await expect(templates.getTemplate("gone")).rejects.toMatchObject({ code: "TEMPLATE_NOT_FOUND" });
    await expect(textOf("gone@1")).rejects.toMatchObject({ code: "TEMPLATE_NOT_FOUND" });
    expect(await templates.saveTemplate("gone", plain("1"), by)).toMatchObject({ version: 2 });
    expect(await textOf("gone@1")).toBe("1");
  });

  test("each change is written down", () => {
    const mine = audited.filter(({ subject }) => subject.id === "gone").map(({ action }) => action);
    expect(mine).toEqual(["templates.save", "templates.remove", "templates.save"]);
  });
});

describe("layouts and partials", () => {
  const layout = {
    name: "框",
    kind: "layout",
    variables: { company: { type: "text", default: "钟楼" } },
    variants: [
      {
        channel: "*",
        html: "<main>{{ content }}</main><i>{{ company }}</i>",
        text: "{{ content }}\n--\n{{ company }}",
      },
    ],
  };
  const partial = {
    name: "尾",
    kind: "partial",
    variables: { who: { type: "text" } },
    variants: [{ channel: "*", html: "<b>{{ who }}</b>", text: "[{{ who }}]" }],
  };
  const framed = {
    name: "x",
    variables: { who: {} },
    variants: [
      {
        channel: "email",
        layout: "frame",
        subject: "s",
        html: "<p>{% render 'sign', who: who %}</p>",
        text: "{% render 'sign@1', who: who %}",
      },
    ],
  };

  test("are written around and into a template, and escaped with it", async () => {
    await templates.saveTemplate("frame", layout, by);
    await templates.saveTemplate("sign", partial, by);
    await templates.saveTemplate("framed", framed, by);
    const request = { template: "framed", channel: "email", variables: { who: "<x>", company: "A&B" } };
    expect(await templates.renderTemplate(request)).toMatchObject({
      html: "<main><p><b>&lt;x&gt;</b></p></main><i>A&amp;B</i>",
      text: "[<x>]\n--\nA&B",
    });
  });

  test("are not removed while a template uses them", async () => {
    for (const code of ["frame", "sign"]) {
      await expect(templates.removeTemplate(code, by)).rejects.toMatchObject({
        code: "TEMPLATE_IN_USE",
        detail: "It is used by framed.",
      });
    }
  });

  test("make no messages themselves", async () => {
    const request = { template: "frame", channel: "email", variables: {} };
    await expect(templates.renderTemplate(request)).rejects.toMatchObject({ code: "TEMPLATE_NOT_FOUND" });
  });
});

describe("what is wrong with a template is said when it is saved", () => {
  test.each<[string, object, string, string]>([
    ["a name that nobody declares", mail("{{ nmae }}"), "variants[0].html", "There is no value named nmae."],
    ["what cannot be read", mail("{% if name %}"), "variants[0].html", "has no end"],
    ["an unknown filter", mail("{{ name | nope }}"), "variants[0].html", "There is no filter nope."],
    ["a layout that is not there", mail("x", { layout: "nope" }), "variants[0].layout", "There is no layout nope."],
    ["a partial that is not there", mail("{% render 'nope' %}"), "variants[0]", "There is no partial nope."],
    ["a mail without subject", mail("x", { subject: " " }), "variants[0].subject", "A mail has a subject."],
    ["MJML where it is not installed", mail("", { mjml: "<mjml>" }), "variants[0].mjml", "MJML is not installed here."],
    [
      "twins",
      { ...mail("x"), variants: [...mail("x").variants, ...mail("y").variants] },
      "variants[1]",
      "two variants",
    ],
    ["nothing", { name: "x", variants: [{ channel: "*" }] }, "variants[0]", "The variant says nothing."],
    [
      "an example of another type",
      { ...mail("x"), variables: { n: { type: "integer", example: "1" } } },
      "variables.n.example",
      "The example of the variable n is not a whole number.",
    ],
    ["a reserved name", { ...mail("x"), variables: { now: {} } }, "variables.now", "has a meaning in every template"],
    [
      "a layout without a place",
      { name: "l", kind: "layout", variants: [{ channel: "*", html: "x" }] },
      "variants[0].html",
      "has no place for what stands inside",
    ],
    ["a field that is not known", { ...mail("x"), titel: 1 }, "", "titel"],
  ])("%s", async (_case, draft, path, message) => {
    await expect(templates.saveTemplate("wrong", draft, by)).rejects.toMatchObject({
      code: "TEMPLATE_INVALID",
      problems: expect.arrayContaining([expect.objectContaining({ path, message: expect.stringContaining(message) })]),
    });
  });

  test("and nothing was saved", async () => {
    await expect(templates.getTemplate("wrong")).rejects.toMatchObject({ code: "TEMPLATE_NOT_FOUND" });
    await expect(templates.saveTemplate("Bad Code", mail("x"), by)).rejects.toMatchObject({ code: "TEMPLATE_INVALID" });
  });
});

describe("MJML, where a plugin for it is installed", () => {
  test("becomes HTML when it is saved, and is checked like it", async () => {
    const withMjml = createTemplates({ store: db.store, timeZone: "UTC", channels: [], compileMjml });
    const saved = await withMjml.saveTemplate("mjml", withMarkup("<mj-text>{{ name }}</mj-text>"), by);
    expect(saved.definition.variants[0]).toMatchObject({ html: "<p>{{ name }}</p>" });
    // Written where nobody has the plugin any more.
    const request = { template: "mjml", channel: "email", variables: { name: "<" } };
    expect(await templates.renderTemplate(request)).toMatchObject({ html: "<p>&lt;</p>", text: "<" });
    await expect(withMjml.saveTemplate("mjml", withMarkup("<mj-nope>"), by)).rejects.toMatchObject({
      code: "TEMPLATE_INVALID",
      problems: [
        { path: "variants[0].mjml", position: { line: 1, column: 1 }, message: "There is no element mj-nope." },
      ],
    });
  });

  test("is shown before it is saved, with what the draft says and not with what was compiled before", async () => {
    const withMjml = createTemplates({
      store: db.store,
      timeZone: "UTC",
      channels: [{ ...countedChannel, id: "email" }],
      compileMjml,
    });
    const draft = withMarkup("<mj-text>新的 {{ name }}</mj-text>");
    const stale = { ...draft, variants: draft.variants.map((variant) => ({ ...variant, html: "<p>旧的</p>" })) };
    const preview = await withMjml.previewTemplate("mjml", {
      channel: "email",
      draft: stale,
      variables: { name: "甲" },
    });
    expect(preview.html).toBe("<p>新的 甲</p>");
  });
});

test("dates are in the zone of the installation, whatever zone the machine is in", async () => {
  await db.clock.set(new Date("2026-02-16T20:30:00Z"));
  const written = "{{ now | date: '%Y-%m-%d %H:%M' }} {{ at | date: '%H:%M' }} {{ timezone }}";
  const zoned = (timeZone: string) =>
    createTemplates({ store: db.store, timeZone, channels: [{ ...countedChannel, id: "email" }] });
  const draft = { ...plain(written), variables: { at: { type: "datetime", example: "2026-02-16T20:00:00Z" } } };
  await templates.saveTemplate("zoned", draft, by);
  const request = { template: "zoned", channel: "email", variables: { at: "2026-02-16T20:00:00Z" } };
  const [shanghai, newYork] = [zoned("Asia/Shanghai"), zoned("America/New_York")];
  expect((await shanghai.renderTemplate(request)).text).toBe("2026-02-17 04:30 04:00 Asia/Shanghai");
  expect((await newYork.renderTemplate(request)).text).toBe("2026-02-16 15:30 15:00 America/New_York");
  expect((await newYork.previewTemplate("zoned", { channel: "email" })).text).toContain("15:30 15:00 America/New_York");
});

test("lists are by code, filtered by folder, kind, channel and text, and only what the reader may see", async () => {
  await templates.saveTemplate("l-1", listed("a", "甲"), by);
  await templates.saveTemplate("l-2", listed("a/b", "乙"), by);
  await templates.saveTemplate("l-3", listed("ab"), by);
  const codes = async (filter: Parameters<Templates["listTemplates"]>[0]) =>
    (await templates.listTemplates(filter)).map(({ code }) => code);
  expect(await codes({ folder: "a" })).toEqual(["l-1", "l-2"]);
  expect(await codes({ search: "列表", after: "l-1", limit: 1 })).toEqual(["l-2"]);
  expect(await codes({ search: "列表", scope: { labels: { team: ["乙"] }, inputs: {} } })).toEqual(["l-2"]);
  expect(await codes({ search: "列表", scope: { labels: {}, inputs: { rule: { b: [1] } } } })).toEqual([]);
  expect(await codes({ kind: "layout" })).toEqual(["frame"]);
  expect(await templates.isTemplateInScope("l-1", { labels: { team: ["乙"] }, inputs: {} })).toBe(false);
  expect(await templates.isTemplateInScope("l-1", { labels: { team: ["甲"] }, inputs: {} })).toBe(true);
});
