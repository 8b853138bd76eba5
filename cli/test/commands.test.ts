import { chmod, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createInstallation, type TestInstallation } from "./run-belfry.ts";

let own: TestInstallation;
/** Of the first administrator. */
let password: string;
beforeAll(async () => {
  own = await createInstallation();
  const started = await own.belfry(["start", "--port", "0"]);
  if (started.code !== 0) throw new Error(started.err);
  password = /First login: \S+ \/ (\S+)/.exec(started.out)?.[1] ?? "";
}, 300_000);
afterAll(() => own[Symbol.asyncDispose]());

async function file(name: string, content: string): Promise<string> {
  const path = join(own.dataDir, name);
  await writeFile(path, content);
  return path;
}

const hello = `rule: hello
name: 你好
triggers:
  - cron: "0 6 * * *"
    timezone: Asia/Shanghai
inputs: { type: object, properties: { who: { type: string } } }
actions:
  - id: greet
    use: noop
    with: { value: "hello \${{ inputs.who }}" }
`.replace('"hello ${{ inputs.who }}"', '"${{ inputs.who }}"');

test("a rule is applied, shown as it was written, listed, enabled and disabled", async () => {
  const path = await file("hello.yaml", hello);
  expect(await own.belfry(["rules", "apply", path])).toMatchObject({
    code: 0,
    out: expect.stringContaining("hello: created, version 1, disabled") as string,
  });
  expect(await own.json(["rules", "apply", path, "--enable"])).toEqual({
    items: [{ rule: "hello", outcome: "unchanged", version: 1, status: "enabled", warnings: [] }],
  });
  const shown = await own.belfry(["rules", "show", "hello", "--yaml"]);
  expect(shown.out).toMatch(/^rule: hello\nname: 你好\ntriggers:\n/);
  expect(await own.json(["rules", "apply", "-"], { stdin: shown.out })).toMatchObject({
    items: [{ outcome: "unchanged" }],
  });
  const list = await own.belfry(["rules", "list"]);
  expect(list.out).toMatch(/hello +你好 +enabled/);
  expect((await own.belfry(["rules", "next", "hello", "-n", "2"])).out.split("\n")).toHaveLength(4);
  expect(await own.json(["rules", "slots", "hello"])).toMatchObject({ reconciliation: { balanced: true } });
  expect((await own.belfry(["rules", "disable", "hello"])).out).toBe("hello: disabled\n");
});

test("the nodes are listed, one is drained with a warning of what nobody does then, and resumed", async () => {
  const list = await own.belfry(["nodes"]);
  expect(list.out).toMatch(/NODE +MACHINE +ROLES/);
  expect(list.out).toMatch(/^1 .* active +\d+\/50 /m);
  const drained = await own.belfry(["nodes", "drain", "1", "--grace", "5"]);
  expect(drained).toMatchObject({ code: 0 });
  expect(drained.out).toContain("takes nothing new");
  expect(drained.out).toContain("Warning: No other node plans now");
  expect((await own.belfry(["nodes", "list"])).out).toContain("Warning: No other node runs executions now");
  expect((await own.belfry(["nodes", "resume", "1"])).out).toMatch(/^Node 1 \(.*\) takes work again\./);
  expect(await own.json(["nodes", "list"])).toMatchObject({
    items: [{ id: 1, roles: ["api", "scheduler", "worker"], state: "active", drain: null, unattended: [] }],
  });
  expect((await own.belfry(["nodes", "drain", "99"])).code).toBe(4);
});

test("an invalid rule is refused with file, line, column and remedy; nothing of any file is saved", async () => {
  const good = await file("good.yaml", hello.replace("rule: hello", "rule: good"));
  const bad = await file(
    "bad.yaml",
    hello.replace("rule: hello", "rule: bad").replace("use: noop", "use: no.such").replace("0 6 * * *", "0 99 * * *"),
  );
  const refused = await own.belfry(["rules", "apply", good, bad]);
  expect(refused.code).toBe(5);
  expect(refused.err).toMatch(/bad\.yaml:4:11 triggers\[0\]\.cron: /);
  expect(refused.err).toMatch(/bad\.yaml:9:10 actions\[0\]\.use: There is no action no\.such\./);
  expect(refused.err).toContain("Nothing was saved.");
  expect((await own.belfry(["rules", "show", "good"])).code).toBe(4);
  expect((await own.belfry(["rules", "apply", "--check", good])).out).toBe("The rule can be saved.\n");
  expect((await own.belfry(["rules", "show", "good"])).code).toBe(4);
});

test("a rule is run by hand with inputs, waited for, and its execution and log are shown", async () => {
  await own.belfry(["rules", "apply", await file("hello.yaml", hello), "--enable"]);
  const ended = await own.json(["rules", "run", "hello", "--input", "who=world", "--wait"]);
  expect(ended).toMatchObject({
    state: "success",
    inputs: { who: "world" },
    actionRuns: [{ action: "greet", output: { value: "world" } }],
  });
  const id = String(ended["id"]);
  expect((await own.belfry(["executions", "show", id])).out).toMatch(
    new RegExp(`^Execution ${id} of hello, version 1\nstate +success`),
  );
  expect((await own.json(["executions", "list", "--rule", "hello"]))["items"]).toMatchObject([
    { id: Number(id), state: "success" },
  ]);
  expect((await own.belfry(["logs", id, "--follow"])).code).toBe(0);
  expect(await own.belfry(["executions", "cancel", id])).toMatchObject({
    code: 5,
    err: expect.stringContaining("EXECUTION_ALREADY_FINISHED") as string,
  });
});

test("a rule that fails ends the waiting command with 1 and says why", async () => {
  const path = await file(
    "fails.yaml",
    "rule: fails\nname: f\nactions:\n  - { id: bad, use: fail, with: { message: 没有可操作的楼栋权限, code: NO } }\n",
  );
  await own.belfry(["rules", "apply", path, "--enable"]);
  expect(await own.belfry(["rules", "run", "fails", "--wait"])).toMatchObject({
    code: 1,
    out: expect.stringContaining("failed: 没有可操作的楼栋权限") as string,
  });
  const [{ id }] = (await own.json(["executions", "list", "--state", "failed"]))["items"] as [{ id: number }];
  expect((await own.belfry(["executions", "retry", String(id)])).code).toBe(0);
});

test("variables are applied from a file and listed", async () => {
  const path = await file("variables.yaml", "variables:\n  buildings: { '1': 东 }\n  limit: 5\n");
  expect((await own.belfry(["variables", "apply", path])).out).toBe("Set buildings, limit.\n");
  expect((await own.json(["variables", "list"]))["items"]).toMatchObject([
    { name: "buildings", value: { "1": "东" } },
    { name: "limit", value: 5 },
  ]);
  expect((await own.belfry(["variables", "remove", "limit"])).code).toBe(0);
  expect((await own.belfry(["variables", "remove", "limit"])).code).toBe(4);
});

test("a secret comes from standard input, and no command gives it back", async () => {
  expect(await own.belfry(["secrets", "set", "GATE"], { stdin: "s3cret-value\n" })).toMatchObject({
    code: 0,
    out: "Stored GATE.\n",
  });
  const list = await own.belfry(["--json", "secrets", "list"]);
  expect(list.out).toContain("GATE");
  expect(list.out).not.toContain("s3cret-value");
  expect((await own.belfry(["secrets", "set", "EMPTY"], { stdin: "\n" })).code).toBe(2);
  expect((await own.belfry(["secrets", "set", "not a name"], { stdin: "x" })).code).toBe(5);
  expect((await own.belfry(["secrets", "remove", "GATE"])).code).toBe(0);
  expect((await own.belfry(["secrets", "remove", "GATE"])).code).toBe(4);
});

test("a sending account is applied, listed, tried and removed", async () => {
  const path = await file(
    "account.yaml",
    "channel: email\nname: main\nconfig: { host: 127.0.0.1, port: 1, mode: plain, from: { address: a@b.example } }\n",
  );
  expect((await own.belfry(["accounts", "apply", path])).code).toBe(0);
  const listed = (await own.json(["accounts", "list"]))["items"] as { channel: string }[];
  expect(listed.filter(({ channel }) => channel === "email")).toMatchObject([{ name: "main", enabled: true }]);
  expect(await own.belfry(["accounts", "test", "email", "main"])).toMatchObject({
    code: 1,
    out: expect.stringContaining("FAIL") as string,
  });
  const broken = await own.belfry([
    "accounts",
    "apply",
    await file("broken.yaml", "channel: email\nname: main\nconfig: 5\n"),
  ]);
  expect(broken).toMatchObject({ code: 5, err: expect.stringMatching(/broken\.yaml:3:9 config: /) as string });
  expect((await own.belfry(["accounts", "remove", "email", "main"])).code).toBe(0);
});

test("the command line itself is checked", async () => {
  expect((await own.belfry(["rules", "nonsense"])).code).toBe(2);
  expect((await own.belfry(["executions", "show", "abc"])).code).toBe(2);
  expect((await own.belfry(["executions", "list", "--from", "yesterday"])).code).toBe(2);
  expect((await own.belfry(["start", "--port", "70000"])).code).toBe(2);
  expect(await own.belfry(["--help"])).toMatchObject({
    code: 0,
    out: expect.stringContaining("Exit codes:") as string,
  });
  expect((await own.belfry(["--version"])).out).toMatch(/^\d+\.\d+\.\d+\n$/);
});

test("errors are JSON too, when asked for", async () => {
  const failed = await own.belfry(["--json", "rules", "show", "nobody"]);
  expect(failed.out).toBe("");
  expect(JSON.parse(failed.err)).toMatchObject({
    error: { code: "RULE_NOT_FOUND", remedy: expect.any(String) as string },
  });
  expect((await own.belfry(["--token", "wrong", "rules", "list"])).code).toBe(6);
  expect((await own.belfry(["rules", "list"], { env: { BELFRY_URL: "http://127.0.0.1:9" } })).code).toBe(3);
});

test("the configuration of the late-return program is taken over", async () => {
  const sample = await readFile(
    new URL("../../examples/dorm-late-return/config.example.json", import.meta.url),
    "utf8",
  );
  const path = await file("config.json", sample);
  const dry = await own.json(["import", "dorm", path, "--dry-run"]);
  expect(dry).toMatchObject({ dryRun: true, cron: "0 6 * * *" });
  expect((await own.belfry(["rules", "show", "dorm-late-return"])).code).toBe(4);

  const gate = ["--gate-url", "https://gate.campus.example/da"];
  // Nobody at a terminal can be asked, so nothing is opened and nothing is changed.
  const refused = await own.belfry(["import", "dorm", path, ...gate]);
  expect(refused.code).toBe(5);
  expect(refused.err).toContain("belfry connections add dorm-gate gate.campus.example:443");
  expect((await own.belfry(["rules", "show", "dorm-late-return"])).code).toBe(4);

  const imported = await own.json(["import", "dorm", path, ...gate, "--yes"]);
  expect(imported).toMatchObject({
    rule: { rule: "dorm-late-return", status: "enabled" },
    outcome: "created",
    secrets: ["gateUser", "gatePassword", "smtpPassword"],
    account: { channel: "email", name: "dorm-late-return" },
    connections: ["gate.campus.example:443"],
    warnings: [{ key: "email_config" }],
  });
  const variables = (await own.json(["variables", "list"]))["items"] as { name: string; value: unknown }[];
  expect(variables.find(({ name }) => name === "gate")?.value).toMatchObject({ url: "https://gate.campus.example/da" });
  expect(await own.json(["import", "dorm", path])).toMatchObject({ outcome: "unchanged" });
});

test("an import with an expression that nobody can read leaves the rule disabled, with the expression in it", async () => {
  const sample = await readFile(
    new URL("../../examples/dorm-late-return/config.example.json", import.meta.url),
    "utf8",
  );
  const path = await file("config.json", sample.replace('"0 6 * * *"', '"0 6 * *"'));
  const imported = await own.json(["import", "dorm", path]);
  expect(imported).toMatchObject({ rule: { status: "disabled", schedule: [], nextFireAt: null } });
  expect((imported["warnings"] as { key: string }[]).map(({ key }) => key)).toContain(
    "scheduler_config.cron_expression",
  );
  expect(await own.json(["rules", "show", "dorm-late-return"])).toMatchObject({ labels: { invalidCron: "0 6 * *" } });
  const repaired = await own.json(["import", "dorm", await file("config.json", sample)]);
  expect(repaired).toMatchObject({ rule: { status: "enabled" }, outcome: "changed" });
});

test("connections are added, listed and removed", async () => {
  expect(await own.belfry(["connections", "add", "gate", "127.0.0.1:81"])).toMatchObject({
    code: 5,
    err: expect.stringContaining("--allow-local") as string,
  });
  const added = ["connections", "add", "gate", "127.0.0.1:81", "--allow-local", "--purpose", "门禁"];
  expect(await own.belfry(added)).toMatchObject({ code: 0, out: "127.0.0.1:81 may be called now.\n" });
  expect((await own.belfry(["connections", "list"])).out).toMatch(/gate +127\.0\.0\.1:81 \(this machine\) +门禁/);
  expect((await own.belfry(["connections", "remove", "gate"])).code).toBe(0);
  expect((await own.belfry(["connections", "remove", "gate"])).code).toBe(4);
});

test("the master key changes by a command, and what was stored stays readable", async () => {
  await own.belfry(["secrets", "set", "KEPT"], { stdin: "value" });
  const rotation = await own.json(["vault", "rotate"]);
  expect(rotation).toMatchObject({ done: true, unreadable: [] });
  expect(rotation["resealed"]).toBeGreaterThan(0);
  expect(await own.belfry(["vault", "rotate", "--new-key-env", "NOT_SET"])).toMatchObject({ code: 2 });
  const given = await own.belfry(["vault", "rotate", "--new-key-env", "NEW"], {
    env: { NEW: Buffer.alloc(32, 7).toString("base64") },
  });
  expect(given).toMatchObject({ code: 5, err: expect.stringContaining("give none") as string });
});

test("the doctor tells hints of a fresh installation on this machine, and fails on what is unsafe", async () => {
  const safe = await own.json(["doctor", "--security"]);
  expect(safe).toMatchObject({ ok: true });
  const ids = (safe["findings"] as { id: string; level: string }[]).map(({ id, level }) => `${level} ${id}`);
  expect(ids).toEqual(expect.arrayContaining(["hint first-password", "hint no-second-factor"]));
  await chmod(join(own.dataDir, "cli-token"), 0o644);
  const unsafe = await own.belfry(["doctor", "--security"]);
  expect(unsafe).toMatchObject({
    code: 1,
    out: expect.stringMatching(/^FINDING Others on this machine may read/) as string,
  });
  await chmod(join(own.dataDir, "cli-token"), 0o600);
  expect((await own.belfry(["doctor", "--security"])).code).toBe(0);
});

test("settings are shown and changed field by field, and a wrong one is refused", async () => {
  const shown = await own.belfry(["settings", "show"]);
  expect(shown.out).toContain("approvals.firstEnable=false");
  const changed = await own.json(["settings", "set", "approvals.recipientsAbove=100", "approvals.expiresAfter=2d"]);
  expect(changed).toMatchObject({ approvals: { recipientsAbove: 100, expiresAfter: "2d", firstEnable: false } });
  expect(await own.belfry(["settings", "set", "approvals.recipientsAbove=many"])).toMatchObject({ code: 5 });
  expect(await own.belfry(["settings", "set", "approvals"])).toMatchObject({ code: 2 });
  await own.json(["settings", "set", "approvals.recipientsAbove=null"]);
});

test("a rule that waits for a second person says so, and the person who signs in for it releases it", async () => {
  const path = await file("asked.yaml", `${hello.replace("rule: hello", "rule: asked")}approval: { deletion: true }\n`);
  await own.belfry(["rules", "apply", path]);
  const archived = await own.belfry(["rules", "archive", "asked"]);
  expect(archived.out).toMatch(/asked: disabled; approval \d+ waits for a second person/);
  const id = /approval (\d+)/.exec(archived.out)?.[1] ?? "";
  expect((await own.belfry(["approvals", "list"])).out).toContain("rule-archive");
  expect((await own.belfry(["approvals", "show", id])).out).toContain('"rule": "asked"');

  const decide = ["approvals", "approve", id, "--as", "admin", "--comment", "old"];
  expect((await own.belfry(decide, { stdin: "wrong\n" })).code).not.toBe(0);
  expect((await own.belfry(decide, { stdin: `${password}\n` })).out).toContain("approved");
  expect(await own.json(["rules", "show", "asked"])).toMatchObject({ status: "archived" });
});

test("personal data is exported, and erased only when that is said", async () => {
  await own.belfry(["rules", "run", "hello", "--input", "who=zhang@campus.example", "--wait"]);
  const exported = await own.belfry(["personal-data", "export", "zhang@campus.example"]);
  expect(exported.out).toContain('"executions"');
  expect(await own.belfry(["personal-data", "erase", "zhang@campus.example"])).toMatchObject({ code: 2 });
  expect((await own.belfry(["personal-data", "erase", "zhang@campus.example", "--yes"])).out).toContain(
    "executions: 1",
  );
});

const notice = `国务院办公厅关于2026年部分节假日安排的通知
四、劳动节：5月1日（周五）至5日（周二）放假调休，共5天。5月9日（周六）上班。
`;

test("a calendar is applied, shown, changed by a notice only with --save, and removed", async () => {
  const path = await file("campus.yaml", "calendar: campus\nname: 校历\nfrom: 2026-01-01\nuntil: 2026-03-31\n");
  expect((await own.belfry(["calendars", "apply", path])).out).toBe(
    "Saved campus: it knows 2026-01-01 to 2026-03-31.\n",
  );
  expect((await own.belfry(["calendars", "list"])).out).toMatch(/campus +2026-01-01 +2026-03-31/);
  expect((await own.belfry(["calendars", "show", "cn-workday"])).out).toContain("2026-02-14  work  春节调休");
  const text = await file("notice.txt", notice);
  const parsed = await own.belfry(["calendars", "parse-notice", text, "--calendar", "campus"]);
  expect(parsed.out).toContain("2026: 6 days added, 0 changed, 0 removed.\n+ 2026-05-01  off   劳动节\n");
  expect(parsed.out).toContain("Nothing was saved; --save saves it.");
  expect(await own.json(["calendars", "show", "campus"])).toMatchObject({ until: "2026-03-31" });
  await own.belfry(["calendars", "parse-notice", text, "--calendar", "campus", "--save"]);
  expect(await own.json(["calendars", "show", "campus"])).toMatchObject({ until: "2026-12-31" });
  expect((await own.belfry(["calendars", "remove", "campus"])).out).toBe("Removed campus.\n");
  expect((await own.belfry(["calendars", "show", "campus"])).code).toBe(4);
});

test("a condition is tested with an event from a file, as an expression or as groups", async () => {
  const event = await file("event.yaml", "data: { amount: 120 }\n");
  const tested = await own.belfry(["rules", "test-condition", "event.data.amount >= 100", "--event", event]);
  expect(tested.out).toBe("event.data.amount >= 100  =  true\n  event.data.amount  =  120\n");
  const groups = "{all: [{field: event.data.amount, op: gt, value: 200}]}";
  expect(await own.json(["rules", "test-condition", groups, "--event", event])).toMatchObject({ value: false });
});
