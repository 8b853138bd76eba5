/** From the YAML of a rule to the mail: the template at its version, labels, the end, and who sees the message. */
import type { MessageDetail } from "@belfry/notify";
import { afterAll, beforeAll, expect, test } from "vitest";
import { parse } from "yaml";
import { callWith, refusalOf } from "../support/call-api.ts";
import { saveMailAccount } from "../support/install-example.ts";
import type { SpawnedServer } from "../support/spawn-server.ts";
import { endedExecution, startSchool, type School } from "../support/start-school.ts";

let school: School;
let server: SpawnedServer;
beforeAll(async () => {
  school = await startSchool();
  server = await school.spawn({ allow: [`127.0.0.1:${school.sink.port}`] });
}, 300_000);
afterAll(() => school?.[Symbol.asyncDispose]());

/** A rule as somebody writes it. */
const ruleYaml = (rule: string, template: string, account = "sandbox") => `
rule: ${rule}
name: 晚归通知
labels: { team: 学工 }
actions:
  - id: tell
    use: email.send
    with:
      to: dean@campus.example
      account: ${account}
      template: ${template}
      variables: { count: 12 }
      labels: { kind: night }
      expiresAfter: 2h
`;
const late = (text: string) => ({
  name: "晚归",
  labels: { team: "学工" },
  variables: { count: { type: "number", example: 3 } },
  variants: [{ channel: "email", subject: "今晚 {{ count }} 人晚归", html: `<p>${text}</p>` }],
});

const save = (rule: string, template: string, account?: string) =>
  server.api<{ warnings: { path: string; message: string; remedy: string }[] }>(
    "PUT",
    `/v1/rules/${rule}`,
    parse(ruleYaml(rule, template, account)),
  );

async function run(rule: string): Promise<MessageDetail> {
  const { executionId } = await server.api<{ executionId: number }>("POST", `/v1/rules/${rule}/trigger`, {});
  const ended = await endedExecution(server.api, executionId);
  expect(ended.failure, JSON.stringify(ended.failure)).toBeNull();
  const { items } = await server.api<{ items: { id: number }[] }>("GET", `/v1/messages?execution=${executionId}`);
  expect(items).toHaveLength(1);
  return server.api("GET", `/v1/messages/${items[0]!.id}`);
}

test("a rule that names a template and an account which are not there is saved with both places, and not enabled", async () => {
  const { warnings } = await save("tell-dean", "late");
  const missing = [
    {
      path: "actions[0].with.account",
      message: "The channel email has no account sandbox.",
      remedy: "Set it up, or correct its name. Until then the rule cannot be enabled.",
    },
    {
      path: "actions[0].with.template",
      message: "There is no template late.",
      remedy: "Save it, or correct its name. Until then the rule cannot be enabled.",
    },
  ];
  expect(warnings).toMatchObject(missing);
  const refused = await refusalOf(server.api("POST", "/v1/rules/tell-dean/enable"));
  expect(refused).toMatchObject({ status: 422, code: "RULE_INVALID", problems: missing });

  await saveMailAccount(server.api, { port: school.sink.port });
  await server.api("PUT", "/v1/templates/late", { ...late("x"), variants: [{ channel: "wecom", text: "x" }] });
  const other = await refusalOf(server.api("POST", "/v1/rules/tell-dean/enable"));
  expect(other.problems).toMatchObject([
    { path: "actions[0].with.template", message: "The template late has no variant for the channel email." },
  ]);
  const ahead = await save("tell-ahead", "late@9");
  expect(ahead.warnings).toMatchObject([
    { message: "The template late@9 does not exist.", remedy: expect.stringContaining("up to late@1") as string },
  ]);
});

test("the message holds what the template made, at which version, the labels of rule and action, and its end", async () => {
  await saveMailAccount(server.api, { port: school.sink.port });
  await server.api("PUT", "/v1/templates/late", late("{{ count }} 人未归"));
  const { definition: _, ...saved } = await server.api<{ version: number; definition: object }>(
    "GET",
    "/v1/templates/late",
  );
  await save("tell-dean", "late");
  await server.api("POST", "/v1/rules/tell-dean/enable");
  const before = await school.database.clock.now();
  const message = await run("tell-dean");
  expect(message).toMatchObject({
    rule: "tell-dean",
    template: "late",
    templateVersion: `late@${saved.version}`,
    subject: "今晚 12 人晚归",
    labels: { team: "学工", kind: "night" },
    account: "sandbox",
    states: { accepted: 1 },
  });
  expect(message.html).toContain("12 人未归");
  const expiresAt = new Date(message.expiresAt ?? 0).getTime();
  expect(expiresAt - before.getTime()).toBeGreaterThanOrEqual(2 * 3_600_000);
  expect(school.sink.mails.at(-1)?.parsed).toMatchObject({
    subject: "今晚 12 人晚归",
    html: expect.stringContaining("12 人未归") as string,
    text: expect.stringContaining("12 人未归") as string,
  });

  // A change of the template is in the next message, and not in what was sent; whoever pins a version keeps it.
  await server.api("PUT", "/v1/templates/late", late("共 {{ count }} 人"));
  const next = await run("tell-dean");
  expect(next).toMatchObject({ template: "late", templateVersion: `late@${saved.version + 1}` });
  expect(next.html).toContain("共 12 人");
  expect(await server.api("GET", `/v1/messages/${message.id}`)).toEqual(message);
  await save("tell-pinned", `late@${saved.version}`);
  await server.api("POST", "/v1/rules/tell-pinned/enable");
  const pinned = await run("tell-pinned");
  expect(pinned).toMatchObject({ templateVersion: `late@${saved.version}`, subject: "今晚 12 人晚归" });
  expect(pinned.html).toContain("12 人未归");
});

test("whoever is restricted to the labels of the rule sees its messages, and nobody of another department does", async () => {
  await saveMailAccount(server.api, { port: school.sink.port });
  await server.api("PUT", "/v1/templates/late", late("{{ count }} 人未归"));
  await save("tell-ours", "late");
  await server.api("POST", "/v1/rules/tell-ours/enable");
  const { id } = await run("tell-ours");
  const reader = async (team: string) => {
    const scope = { labels: { team: [team] }, inputs: {} };
    const draft = { name: `reader-${team}`, permissions: ["messages:read"], scope };
    const made = await server.api<{ key: { id: string }; secret: string }>("POST", "/v1/keys", draft);
    const call = callWith(server.url, { authorization: `Bearer ${made.key.id}.${made.secret}` });
    const { items } = await call<{ items: { id: number }[] }>("GET", "/v1/messages?template=late");
    return items.some((one) => one.id === id);
  };
  expect(await reader("学工")).toBe(true);
  expect(await reader("财务")).toBe(false);
});
