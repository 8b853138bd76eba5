/**
 * Secrets of all shapes are given to actions that show them in every way there is, and that fail. Afterwards none of them
 * stands anywhere: not in a table, a file, the log of the process, an answer, an export or a live event.
 */
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { startLoopbackServer } from "@belfry/testkit";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { CallApi } from "../support/call-api.ts";
import { saveMailAccount } from "../support/install-example.ts";
import { endedExecution, startSchool, type School } from "../support/start-school.ts";
import type { SpawnedServer } from "../support/spawn-server.ts";

/** What somebody may have as a password. */
const planted: Readonly<Record<string, string>> = {
  plain: "correct-horse-battery",
  pattern: "a.b*c+d?[e]{f}(g)|h^i$j\\k",
  unicode: "密码🔑naïve-ключ",
  lines: "-----BEGIN KEY-----\nMIIEvQIBADANBgkqhkiG9w0BAQEFAASC\nq83vEjRWeJCrze8=\n-----END KEY-----",
  short: "x7Kq2p",
  address: "key&value=1/2 3#4%5",
  page: `<b a="1">it's&co</b>`,
};
const user = "belfry@campus.example";

let school: School;
let server: SpawnedServer;
let api: CallApi;
let url: string;
let token: string;

beforeAll(async () => {
  school = await startSchool({ mail: { auth: { user, pass: planted["short"]! } } });
  server = await school.spawn({ logLevel: "debug", allow: ["127.0.0.0/24"] });
  api = server.api;
  url = /listens on (\S+)/.exec(server.output())?.[1] ?? "";
  token = (await readFile(join(school.dataDir, "cli-token"), "utf8")).trim();
  for (const [name, value] of Object.entries(planted)) await api("PUT", `/v1/secrets/${name}`, { value });
  await api("PATCH", "/v1/settings", { scripts: { allowed: true } });
}, 300_000);
afterAll(() => school?.[Symbol.asyncDispose]());

/** Every way in which a program shows what it was given. */
function shown(secret: string): string[] {
  const ascii = JSON.stringify(secret).replaceAll(/[^\0-\x7F]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16)}`);
  return [
    secret,
    ...secret.split("\n").filter((line) => line.length >= 6),
    encodeURIComponent(secret),
    encodeURIComponent(secret).replaceAll(/%../g, (code) => code.toLowerCase()),
    new URLSearchParams({ p: secret }).toString().slice(2),
    JSON.stringify(secret).slice(1, -1),
    JSON.stringify(JSON.stringify(secret)).slice(3, -3),
    ascii.slice(1, -1),
    secret.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;"),
    Buffer.from(secret).toString("base64"),
    Buffer.from(secret).toString("base64url"),
    Buffer.from(secret).toString("hex"),
    Buffer.from(`user:${secret}`).toString("base64"),
    Buffer.from(`\0${user}\0${secret}`).toString("base64"),
  ].filter((form) => form.length >= 6);
}

/** What must not be found: each of these, and of the logins in Base64 the part that holds the secret. */
function searched(secret: string): string[] {
  const forms = shown(secret);
  const logins = forms.splice(-2).map((login, place) => login.slice(place === 0 ? 8 : 32, -4));
  return [...forms, ...logins].filter((form) => form.length >= 6);
}

test("what actions show of seven secrets is nowhere but in the vault", async () => {
  await using mirror = await startLoopbackServer(({ body: sent, path }, response) => {
    const given = new URLSearchParams(sent).get("key") ?? "";
    const body = path.startsWith("/long") ? `${"x".repeat(490)}${given}` : shown(given).join("\n");
    response.writeHead(path.startsWith("/ok") ? 200 : 400, { "content-type": "text/plain; charset=utf-8" }).end(body);
  });
  const events = await watchEvents();

  // A script is the most talkative action there is.
  const program = [
    "const secret = process.env.SECRET;",
    `const shown = (${shown.toString()});`,
    `const user = ${JSON.stringify(user)};`,
    "for (const one of shown(secret)) { console.log('out', one); console.error('err', one); }",
    "require('fs').writeFileSync(process.env.BELFRY_RESULT, JSON.stringify({ given: shown(secret), [secret]: 1 }));",
    "process.exitCode = Number(process.argv[2]);",
  ].join("\n");
  const script = (id: string, name: string, code: number) => ({
    id,
    use: "script.run",
    with: {
      interpreter: "node",
      source: program,
      args: [String(code)],
      env: { SECRET: `\${{ secrets.${name} }}` },
    },
  });
  const call = (id: string, name: string, path: string) => ({
    id,
    use: "http.request",
    with: {
      url: `${mirror.url}${path}`,
      method: "POST",
      query: { key: `\${{ secrets.${name} }}` },
      auth: { basic: { username: "user", password: `\${{ secrets.${name} }}` } },
      body: { form: { key: `\${{ secrets.${name} }}` } },
      response: "text",
    },
  });
  const ids: number[] = [];
  for (const name of Object.keys(planted)) {
    for (const [suffix, actions] of Object.entries({
      output: [script("good", name, 0), call("answered", name, "/ok")],
      failure: [script("bad", name, 3)],
      refusal: [call("refused", name, "/no")],
      long: [call("cut", name, "/long")],
    })) {
      const rule = `leak-${name.toLowerCase()}-${suffix}`;
      await api("PUT", `/v1/rules/${rule}`, { rule, name: rule, actions });
      await api("POST", `/v1/rules/${rule}/enable`);
      const { executionId } = await api<{ executionId: number }>("POST", `/v1/rules/${rule}/trigger`, {});
      ids.push(executionId);
    }
  }
  const ended = await Promise.all(ids.map((id) => endedExecution(api, id)));
  expect(new Set(ended.map(({ state }) => state))).toEqual(new Set(["success", "failed"]));

  // A mail server that repeats the password in its refusal.
  await saveMailAccount(api, { port: school.sink.port, user, password: "pattern" });
  school.sink.setBehaviour({
    at: "auth",
    outcome: { kind: "reply", code: 535, text: `no such code: ${shown(planted["pattern"]!)[0]}` },
    times: 1,
  });
  await api("POST", "/v1/accounts/email/sandbox/test");

  const places: Record<string, string> = {
    ...(await answers(ids)),
    ...(await tables()),
    ...(await files()),
    "log of the process": server.output(),
    "live events": events.text(),
  };
  // The search finds what is there.
  expect(Object.keys(places).length).toBeGreaterThan(60);
  expect(places["table execution_logs"] ?? Object.values(places).join("\n")).toContain("out •••");
  expect(places["live events"]).toContain("executions");
  const leaks = Object.entries(places).flatMap(([place, text]) =>
    Object.entries(planted).flatMap(([name, secret]) =>
      searched(secret)
        .filter((form) => text.includes(form))
        .map((form) => `${name} as ${form.slice(0, 30)} in ${place}`),
    ),
  );
  expect(leaks).toEqual([]);
  events.stop();
}, 300_000);

async function fetchText(path: string): Promise<string> {
  const response = await fetch(`${url}${path}`, { headers: { authorization: `Bearer ${token}` } });
  return response.text();
}

/** Every route that only reads, with every id there is. */
async function answers(executions: readonly number[]): Promise<Record<string, string>> {
  const document = JSON.parse(await readFile(new URL("../../api/openapi.json", import.meta.url), "utf8")) as {
    paths: Record<string, Record<string, unknown>>;
  };
  const found: Record<string, string> = {};
  for (const [path, operations] of Object.entries(document.paths)) {
    if (!("get" in operations) || path === "/v1/changes" || path.includes("/oidc/")) continue;
    const names = Object.keys(planted).map((name) => `leak-${name.toLowerCase()}-failure`);
    const paths = path.includes("{execution}")
      ? executions.map((id) => path.replace("{execution}", String(id)))
      : path.includes("{rule}")
        ? names.map((name) => path.replace("{rule}", name))
        : path.includes("{")
          ? []
          : [path];
    for (const one of paths) found[`GET ${one}`] = await fetchText(one);
  }
  return found;
}

async function watchEvents(): Promise<{ text(): string; stop(): void }> {
  const stopping = new AbortController();
  const response = await fetch(`${url}/v1/changes`, {
    headers: { authorization: `Bearer ${token}` },
    signal: stopping.signal,
  });
  let text = "";
  const reading = (async () => {
    for await (const chunk of response.body ?? []) text += Buffer.from(chunk).toString("utf8");
  })();
  reading.catch(() => undefined);
  return { text: () => text, stop: () => stopping.abort() };
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
    const dump = await store.query<{ row: string }>({
      name: `test-dump-${name}`,
      text: `select row_to_json(t)::text as row from belfry.${name} t`,
    });
    found[`table ${name}`] = dump.rows.map(({ row }) => row).join("\n");
  }
  return found;
}

async function files(): Promise<Record<string, string>> {
  const entries = await readdir(school.dataDir, { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return Object.fromEntries(
    await Promise.all(paths.map(async (path) => [`file ${path}`, await readFile(path, "utf8")] as const)),
  );
}
