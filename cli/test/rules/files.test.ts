import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { createInstallation, type TestInstallation } from "../run-belfry.ts";

let own: TestInstallation;
let folder: string;
let n = 0;
beforeAll(async () => {
  own = await createInstallation();
  const started = await own.belfry(["start", "--port", "0"]);
  if (started.code !== 0) throw new Error(started.err);
}, 300_000);
afterAll(() => own[Symbol.asyncDispose]());
beforeEach(() => {
  n += 1;
  folder = join(own.dataDir, `files-${n}`);
});

async function file(name: string, content: string): Promise<string> {
  const path = join(folder, name);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, content);
  return path;
}
const rule = (name: string, value: string | number = 1, rest = "") =>
  `rule: ${name}\nname: Rule ${name}\n${rest}actions:\n  - id: note\n    use: noop\n    with: { value: ${value} }\n`;
const rules = (...args: string[]) => own.belfry(["rules", ...args]);
const statusOf = async (name: string) => (await own.json(["rules", "show", name]))["status"] as string;

test("a folder of files is applied as a whole, again changes nothing, and diff says so by its exit code", async () => {
  await file("a.yaml", `# why this rule is there\n${rule("a1")}---\n${rule("a2")}`);
  await file(
    "deep/er/days.yml",
    "calendar: a-days\nname: 校历\nfrom: '2026-01-01'\nuntil: '2027-12-31'\nworkWeek: [1, 2, 3, 4, 5]\ndays: []\n",
  );
  await file("variables.yaml", "variables: { a_limit: 5 }\n");
  await file("README.md", "no rule");
  await file(".hidden/x.yaml", "no: rule\n");
  const before = await rules("diff", folder);
  expect(before).toMatchObject({ code: 1, err: "" });
  expect(before.out).toContain("--- /dev/null\n+++ files/rule/a1\n@@ -0,0 +1,");
  expect(before.out).not.toContain("\u001b");
  expect(await rules("apply", folder, "--dry-run")).toMatchObject({
    code: 0,
    out: expect.stringMatching(/rule a1 is new\n[^]*Nothing was saved\.\n$/) as string,
  });
  expect((await rules("show", "a1")).code).toBe(4);

  expect((await rules("apply", folder, "--note", "from git")).out).toMatch(
    /^variable a_limit: created\ncalendar a-days: created\na1: created, version 1, disabled\na2: created, /,
  );
  expect(await rules("diff", folder)).toEqual({ code: 0, out: "Nothing differs.\n", err: "" });
  expect((await rules("apply", folder)).out).toContain("a1: unchanged, version 1, disabled");
  expect((await rules("versions", "a1")).out).toMatch(/1 \* .*from git/);
});

test("the difference of a changed rule is shown line by line", async () => {
  const path = await file("b.yaml", rule("b"));
  await rules("apply", path);
  await rules("enable", "b");
  await file("b.yaml", rule("b", 2));
  const { code, out } = await rules("diff", path);
  expect(code).toBe(1);
  expect(out).toMatch(/^--- belfry\/rule\/b\n\+\+\+ files\/rule\/b\n@@ /);
  expect(out).toContain("-      value: 1\n+      value: 2\n");
  // It stays enabled: what a rule is allowed to do is not in the file.
  expect((await rules("apply", path)).out).toContain("b: changed, version 2, enabled");
  const compared = await rules("compare", "b", "2");
  expect(compared).toMatchObject({ code: 1, out: expect.stringContaining("+      value: 2") as string });
  expect((await rules("restore", "b", "1", "--note", "back")).out).toBe("b: changed, version 3, enabled\n");
  expect((await rules("compare", "b", "3", "1")).code).toBe(0);
  expect((await rules("show", "b", "--at", "1")).out).toMatch(/^# b, version 1 by /);
});

test("what left the files is archived only when that is agreed to, and nothing of others ever is", async () => {
  await file("c.yaml", `${rule("c1")}---\n${rule("c2")}`);
  await rules("apply", folder, "--source", "campus");
  await rules("apply", await file("../other.yaml", rule("c-other")));
  await file("c.yaml", rule("c1"));
  const prune = ["apply", folder, "--source", "campus", "--prune"];
  const asked = await rules(...prune);
  expect(asked).toMatchObject({ code: 5, err: expect.stringContaining("c2") as string });
  expect(asked.err).toContain("PRUNE_NOT_AGREED");
  expect(await statusOf("c2")).toBe("disabled");
  expect((await rules("diff", folder, "--source", "campus", "--prune")).out).toContain("+++ /dev/null");
  expect((await rules(...prune, "--yes")).out).toContain("c2: archived");
  expect(await statusOf("c2")).toBe("archived");
  expect(await statusOf("c-other")).toBe("disabled");
  expect((await rules(...prune)).code).toBe(0);

  await rm(folder, { recursive: true });
  await mkdir(folder);
  expect(await rules(...prune, "--yes")).toMatchObject({ code: 5, err: expect.stringContaining("no rules") as string });
  expect(await statusOf("c1")).toBe("disabled");
  expect((await rules("apply", folder, "--prune")).code).toBe(2);
  // Files of another name do not take it away unseen.
  await file("c.yaml", rule("c1", 2));
  const foreign = await rules("apply", folder, "--source", "elsewhere");
  expect(foreign).toMatchObject({ code: 5, err: expect.stringContaining("RULE_KEPT_ELSEWHERE") as string });
  expect((await rules("apply", folder, "--source", "elsewhere", "--take-over")).code).toBe(0);
});

test("a mistake is told with file, line and column, also in the second document, and nothing is saved", async () => {
  await file("d.yaml", `${rule("d1")}---\n${rule("d2").replace("noop", "no.such")}`);
  const refused = await rules("apply", folder);
  expect(refused.code).toBe(5);
  expect(refused.err).toMatch(/d\.yaml:12:10 actions\[0\]\.use: There is no action no\.such\./);
  expect((await rules("show", "d1")).code).toBe(4);
  // A rule whose first word is misspelt would be pruned otherwise.
  await file("d.yaml", "ruel: d3\nname: x\n");
  expect(await rules("apply", folder)).toMatchObject({ code: 5, err: expect.stringContaining("d.yaml:1:1") as string });
});

test("exported rules are imported elsewhere after their plan was shown, and files with comments stay as they are", async () => {
  await own.belfry(["variables", "apply", await file("v.yaml", "variables: { e_limit: 7 }\n")]);
  await rules("apply", await file("e.yaml", rule("e1", '"${{ vars.e_limit }}"', "folder: reports/学工处\n")));
  await rules("apply", await file("e2.yaml", rule("e2", 1, "folder: reports\nlabels: { team: finance }\n")));
  const out = join(folder, "out");
  const exported = await rules("export", "--folder", "reports", "-o", out);
  expect(exported).toMatchObject({ code: 0, err: "" });
  const names = (await readdir(out, { recursive: true })).toSorted();
  expect(names).toEqual(
    [
      "rules",
      "rules/reports",
      "rules/reports/e2.yaml",
      "rules/reports/学工处",
      "rules/reports/学工处/e1.yaml",
      "variables.yaml",
    ].toSorted(),
  );
  const path = join(out, "rules/reports/e2.yaml");
  const text = await readFile(path, "utf8");
  expect(text).toMatch(
    /^rule: e2\nname: Rule e2\nfolder: reports\nlabels:\n {2}team: finance\nactions:\n {2}- id: note\n/,
  );
  await writeFile(path, `# why\n${text}`);
  expect((await rules("export", "--folder", "reports", "-o", out)).out).toBe("Nothing differs.\n");
  expect(await readFile(path, "utf8")).toMatch(/^# why\n/);
  await writeFile(path, text.replace("Rule e2", "Other"));
  const refused = await rules("export", "--folder", "reports", "-o", out);
  expect(refused).toMatchObject({ code: 5, err: expect.stringContaining("e2.yaml") as string });
  expect((await rules("export", "--folder", "reports", "-o", out, "--force")).out).toContain("wrote");

  const one = join(folder, "all.yaml");
  await rules("export", "e1", "e2", "-o", one);
  expect(await rules("diff", one)).toMatchObject({ code: 0 });
  await rules("remove", "e1");
  await rules("remove", "e2");
  const planned = await rules("import", one);
  expect(planned).toMatchObject({
    code: 0,
    out: expect.stringContaining("Nothing was changed; --yes does it.") as string,
  });
  expect((await rules("show", "e1")).code).toBe(4);
  expect((await rules("import", one, "--yes")).out).toMatch(
    /rule e1 is new\nrule e2 is new\n1 part stays as it is\.\nDone\.\n$/,
  );
  expect((await rules("export", "e1")).out).toContain("rule: e1\n");
  expect((await rules("export")).code).toBe(2);
  expect((await rules("export", "nobody")).code).toBe(4);
});

async function list(...args: string[]): Promise<string[]> {
  return ((await own.json(["rules", "list", ...args]))["items"] as { rule: string }[]).map((one) => one.rule);
}

test("rules are listed by folder, label and text, and their folders are counted", async () => {
  await rules(
    "apply",
    await file("f.yaml", `${rule("f1", 1, "folder: teams/夜班\n")}---\n${rule("f2", 1, "labels: { shift: night }\n")}`),
  );
  expect(await list("--folder", "teams")).toEqual(["f1"]);
  expect(await list("--label", "shift=night")).toEqual(["f2"]);
  expect(await list("--search", "RULE F", "--sort", "-rule")).toEqual(["f2", "f1"]);
  expect((await rules("list", "--folder", "teams")).out).toMatch(/FOLDER/);
  expect((await rules("folders")).out).toContain("  teams  1, 0 of them in it\n    夜班  1\n");
  expect((await rules("list", "--status", "asleep")).code).toBe(2);
});

test("before it is enabled a rule is previewed, and an archived one comes back", async () => {
  await rules(
    "apply",
    await file("g.yaml", rule("g", 1, "triggers: [{ id: morning, cron: '0 6 * * *', calendar: nowhere }]\n")),
  );
  const { out } = await rules("preview", "g");
  expect(out).toMatch(/Waits for:\n {2}morning: .*; missed times: latest, within 12h\n/);
  expect(out).toContain("What hinders it:\n  There is no calendar nowhere.");
  expect(out).toContain("It cannot be enabled yet.");
  await rules("archive", "g");
  expect((await rules("unarchive", "g")).out).toBe("g: disabled\n");
  expect((await rules("remove", "g")).out).toBe("g: removed\n");
});
