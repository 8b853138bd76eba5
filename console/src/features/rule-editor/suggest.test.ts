import { readFileSync } from "node:fs";
import type { ActionEntry, TriggerEntry } from "@belfry/client";
import { expect, test } from "vitest";
import type { RuleLanguage } from "./rule-language.ts";
import { explainAt, suggestAt } from "./suggest.ts";

const schema = JSON.parse(
  readFileSync(new URL("../../../../docs/schemas/rule.schema.json", import.meta.url), "utf8"),
) as Record<string, unknown>;
const name = (text: string) => ({ zh: text, en: text });
const language = {
  schema,
  words: "en",
  triggers: [
    {
      id: "cron",
      displayName: name("Schedule"),
      description: name("Fires at the times of a cron expression."),
      kind: "schedule",
      configSchema: {
        type: "object",
        properties: { cron: { type: "string" }, timezone: { type: "string", description: "Whose clock." } },
      },
    },
  ] as TriggerEntry[],
  actions: [
    {
      id: "http.request",
      displayName: name("HTTP request"),
      description: name("Calls an address."),
      inputSchema: {
        type: "object",
        properties: {
          url: { type: "string", description: "The address." },
          method: { enum: ["GET", "POST"], description: "The verb." },
          headers: { type: "object" },
        },
        required: ["url"],
      },
    },
  ] as unknown as ActionEntry[],
} satisfies RuleLanguage;

/** The labels at the bar in a text. */
function labels(text: string): readonly string[] {
  const offset = text.indexOf("|");
  const found = suggestAt(language, text.replace("|", ""), offset);
  return found?.options.map(({ label }) => label) ?? [];
}

test("at the beginning of a line the keys of a rule are offered, without those that are there", () => {
  const found = labels("rule: a\nname: b\n|\nactions: []\n");
  expect(found).toContain("triggers");
  expect(found).not.toContain("name");
  expect(found).not.toContain("actions");
});

test("half a word is enough, wherever it stands", () => {
  expect(labels("rule: a\ntrig|")).toContain("triggers");
  expect(labels("actions:\n  - id: a\n    us|\n    name: x\n")).toContain("use");
});

test("below a list the keys of its items are offered with a dash, behind the dash without", () => {
  expect(labels("actions:\n  |\n")).toContain("- use");
  expect(labels("actions:\n  - |\n")).toContain("use");
});

test("a trigger offers its kinds, and then the keys of the kind that was chosen", () => {
  expect(labels("triggers:\n  - |\n")).toContain("cron");
  const found = labels('triggers:\n  - cron: "0 6 * * *"\n    |\n');
  expect(found).toEqual(expect.arrayContaining(["timezone", "misfire", "calendar"]));
  expect(found).not.toContain("cron");
});

test("actions are offered by their ids, and `with` by what the action takes", () => {
  expect(labels("actions:\n  - use: |\n")).toEqual(["http.request"]);
  expect(labels("actions:\n  - use: http.re|\n")).toEqual(["http.request"]);
  expect(labels("actions:\n  - use: http.request\n    with:\n      |\n")).toEqual(["url", "method", "headers"]);
  expect(labels("actions:\n  - use: http.request\n    with:\n      method: |\n")).toEqual(["GET", "POST"]);
  expect(labels("actions:\n  - use: unknown\n    with:\n      |\n")).toEqual([]);
});

test("a rule in braces is understood as well", () => {
  expect(labels("actions:\n  - { use: http.request, with: { url: x, | } }\n")).toEqual(["method", "headers"]);
  expect(labels("actions:\n  - { use: | }\n")).toEqual(["http.request"]);
});

test("in a comment and in a text nothing is offered", () => {
  expect(labels("rule: a # na|\n")).toEqual([]);
  expect(labels("name: some |\n")).toEqual([]);
});

test("what is inserted brings the next line along, indented for where it stands", () => {
  const text = "actions:\n  - use: http.request\n    wi";
  const found = suggestAt(language, text, text.length)?.options.find(({ label }) => label === "with");
  expect(found).toMatchObject({ insert: "with:\n      ", kind: "property" });
});

test("a key and a named value are explained", () => {
  const text = "triggers:\n  - cron: x\n    timezone: Asia/Shanghai\nactions:\n  - use: http.request\n";
  expect(explainAt(language, text, text.indexOf("timezone") + 2)?.text).toBe("Whose clock.");
  expect(explainAt(language, text, text.indexOf("http.req") + 3)).toMatchObject({
    title: "http.request · HTTP request",
    text: "Calls an address.",
  });
  expect(explainAt(language, text, text.indexOf("Asia"))).toBeUndefined();
});
