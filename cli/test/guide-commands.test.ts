/**
 * The command lines of the guide's pages, in their order, against an installation of their own. What would call a server of
 * somebody else is only looked up among the commands: its words and the number of its arguments.
 */
import { readFileSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createInstallation, type TestInstallation } from "./run-belfry.ts";

const guide = fileURLToPath(new URL("../../docs/guide/", import.meta.url));
const pages = Object.fromEntries(
  ["quick-start", "templates", "faq"].map((page) => [page, readFileSync(join(guide, `${page}.md`), "utf8")]),
);
const blocksOf = (text: string, language: string) =>
  [...text.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\``, "gms"))].map(([, block = ""]) => block);
const lines = Object.entries(pages).flatMap(([page, text]) => {
  const inBlocks = blocksOf(text, "sh").flatMap((block) => block.split("\n"));
  const inText = [...text.replaceAll(/^```.*?^```/gms, "").matchAll(/`(belfry [^`]+)`/g)].map(([, line = ""]) => line);
  return [...inBlocks, ...inText]
    .map((line) => line.replace(/\s+#.*$/, "").trim())
    .filter((line) => line.startsWith("belfry "))
    .map((line) => [page, line.slice("belfry ".length)] as const);
});

/** They start a server that runs on, call one that is not ours, or name a group of commands. */
const onlyLookedUp = /^(start|accounts test|callbacks verify|personal-data)\b/;
const stdin: Readonly<Record<string, string>> = { "secrets set MAIL_PASSWORD": "abcdefghijklmnop\n" };

let own: TestInstallation;
beforeAll(async () => {
  own = await createInstallation();
  const started = await own.belfry(["start", "--port", "0"]);
  if (started.code !== 0) throw new Error(started.err);
  for (const block of Object.values(pages).flatMap((text) => blocksOf(text, "yaml"))) {
    const [, name] = /^# (\S+\.yaml)$/m.exec(block) ?? [];
    if (name !== undefined) await writeFile(join(own.dataDir, name), block);
  }
  // What the pages take for granted: the message of the first page, and a callback.
  const [, draft = ""] = /-d '(\{.*\})'/.exec(pages["quick-start"] ?? "") ?? [];
  expect(await own.belfry(["messages", "send", "-"], { stdin: draft })).toMatchObject({ code: 0 });
  await own.belfry(["secrets", "set", "SHOP"], { stdin: `${Buffer.alloc(32, 5).toString("base64")}\n` });
  await own.belfry(["callbacks", "set", "shop", "https://shop.example.com/hook", "--secret", "SHOP"]);
}, 300_000);
afterAll(() => own?.[Symbol.asyncDispose]());

/** As a shell would split it; a file of the page is where this test put it. */
const argumentsOf = (line: string) =>
  line.split(/\s+/).map((word) => (word === "ID" ? "1" : word.endsWith(".yaml") ? join(own.dataDir, word) : word));

test("the pages have such lines", () => {
  expect(new Set(lines.map(([page]) => page)).size).toBe(3);
  expect(lines.length).toBeGreaterThan(18);
});

test.each(lines)("%s: belfry %s", async (_page, line) => {
  const words = argumentsOf(line);
  if (onlyLookedUp.test(line)) {
    const { code, out } = await own.belfry([...words, "--help"]);
    expect(code).toBe(0);
    const [, usage = ""] = /^Usage: belfry ([^\n]*)/.exec(out) ?? [];
    const [path = "", ...rest] = usage.split(/ (?=\[options\]|<)/);
    expect(line.startsWith(path.split("|")[0] ?? "")).toBe(true);
    expect(words.length - path.split(" ").length).toBeGreaterThanOrEqual(
      rest.filter((part) => part.startsWith("<")).length,
    );
    return;
  }
  const { code, err } = await own.belfry(words, { stdin: stdin[line] ?? "" });
  // The message of the page had no account to go by: Belfry understands that it is to be sent again, and may refuse.
  const mayBeRefused = line.startsWith("messages retry");
  expect(mayBeRefused ? [0, 5] : [0], err).toContain(code);
});
