import { readFileSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { parse } from "yaml";
import { DormConfig, readDormConfig } from "./dorm-config.ts";
import { planImport, type PlanOptions } from "./plan-import.ts";
import { stripComments } from "./strip-comments.ts";

const folder = new URL("../../../examples/dorm-late-return/", import.meta.url);
const read = (name: string) => readFileSync(new URL(name, folder), "utf8");
const example = {
  rule: parse(read("rule.yaml")) as Record<string, unknown>,
  variables: (parse(read("variables.yaml")) as { variables: Record<string, unknown> }).variables,
};
const sample = JSON.parse(stripComments(read("config.example.json"))) as Record<string, unknown>;
const email = sample["email_config"] as Record<string, unknown>;
const scheduler = sample["scheduler_config"] as Record<string, unknown>;
const tasks = sample["account_tasks"] as Record<string, unknown>[];

const plan = (changes: Record<string, unknown> = {}, options: PlanOptions = { gateUrl: "https://gate.example/da" }) =>
  planImport(DormConfig.parse({ ...sample, ...changes }), example, options);
const without = (...keys: string[]) => Object.fromEntries(keys.map((key) => [key, undefined]));
const gateOf = (options: PlanOptions) => (plan({}, options).variables["gate"] as { url: string }).url;
const connectionsOf = (...args: Parameters<typeof plan>) =>
  plan(...args).connections.map(({ address, allowLocal }) => ({ address, allowLocal }));
const warned = (...args: Parameters<typeof plan>) => plan(...args).warnings.map(({ key }) => key);

test("the sample of the requirement becomes the variables of the example", () => {
  const { variables } = plan();
  expect(variables).toEqual({
    ...example.variables,
    gate: { ...(example.variables["gate"] as object), url: "https://gate.example/da" },
  });
});

test("the logins go into the vault and stand nowhere else", () => {
  const { secrets, ...rest } = plan();
  expect(secrets).toEqual({ gateUser: "20990123", gatePassword: "246810", smtpPassword: "your_password" });
  expect(JSON.stringify(rest)).not.toMatch(/246810|your_password"/);
});

test.each([
  [587, true, "starttls"],
  [587, false, "plain"],
  [465, true, "tls"],
  [465, false, "tls"],
  [25, false, "plain"],
])("port %i with use_tls %s is sent by %s", (smtp_port, use_tls, mode) => {
  const { account } = plan({ email_config: { ...email, smtp_port, use_tls } });
  expect(account?.config).toMatchObject({
    host: "smtp.qq.com",
    port: smtp_port,
    mode,
    user: "your_email@qq.com",
    password: { $secret: "smtpPassword" },
  });
});

test("the schedule of the file replaces that of the example", () => {
  const { rule, schedule } = plan({
    scheduler_config: { enabled: true, cron_expression: " 30 7 * * * ", timezone: "UTC" },
  });
  expect(rule["triggers"]).toMatchObject([{ cron: "30 7 * * *", timezone: "UTC", misfire: { policy: "latest" } }]);
  expect(schedule.enabled).toBe(true);
});

test("an expression that nobody can read stays in the rule, which then has no trigger", () => {
  const { schedule } = plan({ scheduler_config: { ...scheduler, cron_expression: "every morning" } });
  expect(schedule.withoutTrigger).not.toHaveProperty("triggers");
  expect(schedule.withoutTrigger["labels"]).toEqual({ team: "学工处", invalidCron: "every morning" });
  expect(schedule.withoutTrigger["description"]).toContain("every morning");
});

test.each([
  ["0 6 * * 1", true],
  ["0 6 * * 1-5", true],
  ["0 6 * * mon", false],
  ["0 6 1 * *", false],
  ["0 6 * * *", false],
])("a weekday that the old program counted in another way is warned about: %s %s", (cron_expression, isWarned) => {
  expect(
    warned({ scheduler_config: { ...scheduler, cron_expression } }).includes("scheduler_config.cron_expression"),
  ).toBe(isWarned);
});

test.each([
  ["nothing to decide", { email_config: { ...email, sender_email: "a@campus.example", sender_password: "x" } }, []],
  ["the sample account", {}, ["email_config"]],
  [
    "no new sections at all",
    without("email_config", "scheduler_config", "account_tasks"),
    ["account_tasks", "email_config", "scheduler_config"],
  ],
  [
    "nobody enabled",
    { account_tasks: tasks.map((task) => ({ ...task, enabled: false })) },
    ["account_tasks", "email_config"],
  ],
  [
    "no password for mails",
    { email_config: { ...email, sender_password: "" } },
    ["email_config.sender_password", "email_config"],
  ],
  [
    "an unencrypted way",
    { email_config: { ...email, use_tls: false, sender_email: "a@b.example", sender_password: "x" } },
    ["email_config.use_tls"],
  ],
  ["a page size that is none", { pagesize: "many", ...without("email_config") }, ["pagesize", "email_config"]],
  ["no login", { password: "", ...without("email_config") }, ["password", "email_config"]],
  [
    "six fields",
    { scheduler_config: { ...scheduler, cron_expression: "0 0 6 * * *" }, ...without("email_config") },
    ["email_config", "scheduler_config.cron_expression"],
  ],
  [
    "no expression",
    { scheduler_config: { enabled: true }, ...without("email_config") },
    ["email_config", "scheduler_config.cron_expression"],
  ],
  [
    "a building without a name",
    { bid_dict: { ...(sample["bid_dict"] as object), "21": "id" }, ...without("email_config") },
    ["bid_dict.21", "email_config"],
  ],
])("%s: the import says what it decided", (_what, changes, keys) => {
  expect(warned(changes)).toEqual(keys);
});

test("where the gate system is comes from the option, else from the installation, else from the example with a warning", () => {
  expect(gateOf({ gateUrl: "https://a.example", gate: { url: "https://b.example" } })).toBe("https://a.example");
  expect(gateOf({ gate: { url: "https://b.example", campusId: "c" } })).toBe("https://b.example");
  expect(warned({}, {})).toContain("gate.url");
});

test("times of a group are kept only where it has its own", () => {
  const { variables } = plan({
    account_tasks: [
      { ...tasks[0], custom_time: { startTime: "22:00:00" } },
      { ...tasks[1], custom_time: null },
    ],
  });
  const [first, second] = variables["recipientGroups"] as Record<string, unknown>[];
  expect(first).toMatchObject({ startTime: "22:00:00" });
  expect(first).not.toHaveProperty("endTime");
  expect(second).not.toHaveProperty("startTime");
});

let scratch: string;
beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), "belfry-import-"));
});
afterAll(() => rm(scratch, { recursive: true }));

test.each([
  [
    "a building that bid_dict does not have",
    (text: string) => text.replace('"buildings": ["1",', '"buildings": ["77",'),
    /config\.json:\d+:\d+ account_tasks\[0\]\.buildings\[0\]$/,
  ],
  [
    "a recipient that is no address",
    (text: string) => text.replace("lily@campus.example", "lily"),
    /account_tasks\[1\]\.recipients\[0\]$/,
  ],
  [
    "a time of day that is none",
    (text: string) => text.replace('"beginTime": "23:20:00"', '"beginTime": "23:20"'),
    /:5:16 beginTime$/,
  ],
  [
    "a zone that does not exist",
    (text: string) => text.replace("Asia/Shanghai", "Asia/Beijing2"),
    /scheduler_config\.timezone$/,
  ],
  [
    "a mail account without a server",
    (text: string) => text.replace('"smtp_server": "smtp.qq.com",', ""),
    /email_config\.smtp_server$/,
  ],
  ["a missing section", (text: string) => text.replace('"bid_dict"', '"bids"'), /:1:1 bid_dict$/],
  [
    "a text that is no JSON",
    (text: string) => text.replace('"pagesize": 20,', '"pagesize": 20'),
    /config\.json:12:\d+$/,
  ],
])("%s is refused with its key and place", async (_what, change, place) => {
  const path = join(scratch, "config.json");
  await writeFile(path, change(read("config.example.json")));
  const error = (await readDormConfig(path, process.stdin).catch((thrown: unknown) => thrown)) as {
    exitCode: number;
    problems: { place: string }[];
  };
  expect(error.exitCode).toBe(5);
  expect(error.problems[0]?.place).toMatch(place);
});

test("the hosts that a rule calls are planned as connections: the gate wherever it was named, mail only inside", () => {
  const inside = { email_config: { ...email, smtp_server: "10.1.2.4", smtp_port: 25 } };
  expect(connectionsOf({}, {})).toEqual([]);
  expect(connectionsOf(inside, { gateUrl: "http://10.1.2.3:8080/da" })).toEqual([
    { address: "10.1.2.3:8080", allowLocal: false },
    { address: "10.1.2.4:25", allowLocal: false },
  ]);
  expect(connectionsOf({}, { gateUrl: "https://gate.campus.example/da" })).toEqual([
    { address: "gate.campus.example:443", allowLocal: false },
  ]);
  expect(connectionsOf({}, { gateUrl: "http://127.0.0.1:81/" })).toEqual([
    { address: "127.0.0.1:81", allowLocal: true },
  ]);
});
