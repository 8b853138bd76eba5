import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createTestDatabase, type TestDatabase } from "@belfry/testkit";
import { afterAll, beforeAll, expect, test } from "vitest";
import { spawnServer } from "./support/spawn-server.ts";

let database: TestDatabase;
let dataDir: string;
beforeAll(async () => {
  database = await createTestDatabase();
  dataDir = await mkdtemp(join(tmpdir(), "belfry-plugins-"));
});
afterAll(async () => {
  await database?.[Symbol.asyncDispose]();
  await rm(dataDir, { recursive: true, force: true });
});

const start = (plugins: string) =>
  spawnServer({ DATABASE_URL: database.url, BELFRY_DATA_DIR: dataDir, BELFRY_PLUGINS: plugins });

test("a plugin is loaded by the name of its package, or by the path of its module", async () => {
  const own = join(dataDir, "greet.mjs");
  await writeFile(
    own,
    `export const greetings = { name: "greetings", version: "1.0.0", actions: [{
       id: "greet", displayName: { zh: "问候", en: "Greet" }, description: { zh: "问候", en: "Greets" },
       input: (await import(${JSON.stringify(import.meta.resolve("zod"))})).z.strictObject({}), idempotent: true,
       run: async () => ({ said: "hello" }) }] };`,
  );
  await using server = await start(`@belfry/trigger-kafka, ${own}`);
  const { items } = await server.api<{ items: { id: string }[] }>("GET", "/v1/catalog/triggers");
  expect(items.map(({ id }) => id)).toContain("kafka");
  await server.api("PUT", "/v1/rules/greeting", { rule: "greeting", name: "问候", actions: [{ use: "greet" }] });
});

const template = (inner: string) => ({
  name: "欢迎",
  variables: { name: { example: "张三" }, colour: { example: "#f00" } },
  variants: [
    {
      channel: "email",
      subject: "欢迎",
      mjml: `<mjml><mj-body><mj-section><mj-column>\n${inner}\n</mj-column></mj-section></mj-body></mjml>`,
    },
  ],
});

test("the plugin for MJML makes a template's HTML once, and what is wrong with it has its line", async () => {
  await using server = await start("@belfry/template-mjml");
  await server.api(
    "PUT",
    "/v1/templates/welcome",
    template('<mj-text color="{{ colour }}">{{ name }}，您好</mj-text>'),
  );
  const preview = await server.api<{ html: string; text: string }>("POST", "/v1/templates/welcome/preview", {
    channel: "email",
    variables: { name: "<甲>" },
  });
  expect(preview.text.trim()).toBe("<甲>，您好");
  expect(preview.html).toMatch(/<div\s+style="[^"]*color: ?#f00[^"]*"\s*>&lt;甲&gt;，您好<\/div>/);
  const refused = await server
    .api("PUT", "/v1/templates/welcome", template("<mj-nope>x</mj-nope>"))
    .catch((error: unknown) => error);
  expect(String(refused)).toContain("mj-nope");
});

test.each([
  ["@belfry/no-such-plugin", "which cannot be loaded"],
  ["@belfry/model", "which exports no plugin"],
])("one that is none keeps the server from starting, and says so: %s", async (name, words) => {
  const refused = await start(name).catch((error: unknown) => error);
  expect(String(refused)).toContain(words);
});
