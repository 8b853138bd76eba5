import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { ExecutionDetail } from "@belfry/engine";
import { afterAll, beforeAll, expect, test } from "vitest";
import { refusalOf, type CallApi } from "../support/call-api.ts";
import { exampleRule, installExample, saveMailAccount } from "../support/install-example.ts";
import { childrenOf, endedExecution, startSchool, trigger, type School } from "../support/start-school.ts";
import type { SpawnedServer } from "../support/spawn-server.ts";

const user = "belfry@campus.example";
/** Everything that must not be readable anywhere: what is right, and what somebody mistyped. */
const passwords = {
  smtpRight: "smtp-right-8c1f/秘密+code",
  smtpWrong: "smtp-wrong-77aa&code",
  gateWrong: "gate-wrong-51d0 password",
};
let school: School;
let server: SpawnedServer;
/** Every answer of the API in this test. */
const answers: string[] = [];
let api: CallApi;

beforeAll(async () => {
  school = await startSchool({ mail: { auth: { user, pass: passwords.smtpRight } } });
  server = await school.spawn({ logLevel: "debug" });
  api = async <T>(method: string, path: string, body?: unknown): Promise<T> => {
    const answer = await server.api<T>(method, path, body).catch((error: unknown) => {
      answers.push(String(error));
      throw error;
    });
    answers.push(JSON.stringify(answer) ?? "");
    return answer;
  };
  await installExample(api, { gate: school.gate, mail: { port: school.sink.port } });
  await api("PATCH", "/v1/variables", {
    values: {
      recipientGroups: [
        { enabled: true, username: "admin", buildings: ["1"], recipients: ["dean@campus.example"], subjectPrefix: "" },
      ],
    },
  });
  await api("PUT", "/v1/secrets/smtpCode", { value: passwords.smtpRight });
  await saveMailAccount(api, { port: school.sink.port, user, password: "smtpCode" });
}, 300_000);
afterAll(() => school?.[Symbol.asyncDispose]());

async function run(): Promise<ExecutionDetail | undefined> {
  const parent = await endedExecution(api, await trigger(api));
  return (await childrenOf(api, parent.id))[0];
}

test("after a whole run and every kind of failure, no password is anywhere but in the vault", async () => {
  expect(await run()).toMatchObject({ state: "success" });

  // The gate refuses the login.
  await api("PUT", "/v1/secrets/gatePassword", { value: passwords.gateWrong });
  expect(await run()).toMatchObject({ state: "failed", failure: { action: "login" } });
  await api("PUT", "/v1/secrets/gatePassword", { value: school.gate.password });

  // The mail server refuses the login, and repeats the password.
  await api("PUT", "/v1/secrets/smtpCode", { value: passwords.smtpWrong });
  school.sink.setBehaviour({
    at: "auth",
    outcome: { kind: "reply", code: 535, text: `no such code: ${passwords.smtpWrong}` },
    times: 1,
  });
  expect(await run()).toMatchObject({ state: "failed", failure: { action: "mail" } });
  await api("POST", "/v1/accounts/email/sandbox/test");
  await api("PUT", "/v1/secrets/smtpCode", { value: passwords.smtpRight });

  // An action that hands a secret on to a server that shows it.
  const rule = await exampleRule();
  rule.actions.unshift({
    id: "echo",
    use: "http.request",
    with: {
      url: `${school.gate.url}/nowhere`,
      query: { key: "${{ secrets.gatePassword }}" },
      headers: { "X-Key": "${{ secrets.smtpCode }}" },
    },
  });
  await api("PUT", `/v1/rules/${rule.rule}`, rule);
  expect(await run()).toMatchObject({ state: "failed", failure: { action: "echo" } });

  // A rule that would show one is refused.
  rule.actions[0] = { id: "echo", use: "fail", with: { message: "${{ secrets.gatePassword }}" } };
  await refusalOf(api("PUT", `/v1/rules/${rule.rule}`, rule));

  await readEverything();
  const places = {
    ...(await tables()),
    "answers of the API": answers.join("\n"),
    "log of the process": server.output(),
    ...(await files()),
  };
  expect(Object.keys(places).length).toBeGreaterThan(20);
  // The search finds what is there.
  expect(places["answers of the API"]).toContain("dean@campus.example");
  expect(places["log of the process"]).toContain("execution failed");
  const leaks = Object.entries(places).flatMap(([place, text]) =>
    [...Object.values(passwords), school.gate.password]
      .filter((password) => formsOf(password).some((form) => text.includes(form)))
      .map((password) => `${password} in ${place}`),
  );
  expect(leaks).toEqual([]);
}, 300_000);

/** A password as itself, in an address, in a form, in JSON, and as a login sends it. */
function formsOf(password: string): string[] {
  const form = new URLSearchParams({ p: password }).toString().slice(2);
  const plain = Buffer.from(`\0${user}\0${password}`).toString("base64");
  return [
    password,
    encodeURIComponent(password),
    form,
    JSON.stringify(password).slice(1, -1),
    Buffer.from(password).toString("base64"),
    plain,
  ];
}

/** Asks the API for everything that it tells about. */
async function readEverything(): Promise<void> {
  for (const path of ["rules", "rules/dorm-late-return", "variables", "secrets", "accounts", "sandbox/mails"])
    await api("GET", `/v1/${path}`).catch(() => undefined);
  const executions = await api<{ items: { id: number }[] }>("GET", "/v1/executions");
  for (const { id } of executions.items) {
    await api("GET", `/v1/executions/${id}`);
    await api("GET", `/v1/executions/${id}/logs`);
  }
  const messages = await api<{ items: { id: number }[] }>("GET", "/v1/messages");
  for (const { id } of messages.items) await api("GET", `/v1/messages/${id}`);
}

/** Every row of every table as JSON. */
async function tables(): Promise<Record<string, string>> {
  const { store } = school.database;
  const { rows } = await store.query<{ name: string }>({
    name: "test-tables",
    text: "select table_name as name from information_schema.tables where table_schema = 'belfry' and table_type = 'BASE TABLE'",
  });
  const found: Record<string, string> = {};
  for (const { name } of rows) {
    const dump = await store.query<{ row: unknown }>({
      name: `test-dump-${name}`,
      text: `select row_to_json(t) as row from belfry.${name} t`,
    });
    found[`table ${name}`] = dump.rows.map(({ row }) => JSON.stringify(row)).join("\n");
  }
  return found;
}

/** Every file of the data folder: lists of records, workbooks, the key of the vault. */
async function files(): Promise<Record<string, string>> {
  const entries = await readdir(school.dataDir, { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return Object.fromEntries(
    await Promise.all(paths.map(async (path) => [`file ${path}`, await readFile(path, "latin1")] as const)),
  );
}
