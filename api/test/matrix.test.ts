/**
 * Every route × everybody: is the answer as the OpenAPI document declares it? What is expected is worked out here from
 * the document and the list of roles, and not by the code that decides it.
 */
import { createHash, randomBytes } from "node:crypto";
import { builtinRoles, permissions } from "@belfry/access";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openApiDocument } from "../src/index.ts";
import { createStateReader } from "./fuzz/database-state.ts";
import { operationsOf, type Operation } from "./fuzz/operation.ts";
import { openWire, type Wire } from "./fuzz/wire.ts";
import { startTestApi, type TestApi } from "./start-test-api.ts";

const operations = operationsOf(await openApiDocument("0.0.0"));

interface Somebody {
  readonly name: string;
  readonly kind: "person" | "program" | "nobody";
  readonly permissions: readonly string[];
  readonly restricted?: boolean;
  readonly headers: () => Readonly<Record<string, string>>;
}

let api: TestApi;
let wire: Wire;
let readState: () => Promise<Readonly<Record<string, string>>>;
const credentials: Record<string, Readonly<Record<string, string>>> = {};

beforeAll(async () => {
  api = await startTestApi();
  wire = openWire(api.url);
  readState = await createStateReader(api.test.database.store);
  await api.test.rule({ rule: "echo", labels: { team: "other" }, actions: [{ use: "test.echo" }] });
  await query("insert into belfry.roles values ('cleaner', '', '{}', belfry.now(), belfry.now())");
  for (const role of [...Object.keys(builtinRoles), "cleaner"]) credentials[role] = await personWith(role);
  const scope = { labels: { team: ["学工处"] }, inputs: {} };
  credentials["one permission"] = await keyWith({ name: "one permission", permissions: ["rules:read"], scope: null });
  credentials["restricted"] = await keyWith({ name: "restricted", permissions: [...permissions], scope });
  credentials["expired"] = await keyWith({ name: "expired", permissions: [...permissions], scope: null });
  await query("update belfry.api_keys set expires_at = belfry.now() - interval '1 second' where name = 'expired'");
});
afterAll(async () => {
  wire[Symbol.dispose]();
  await api[Symbol.asyncDispose]();
});

const query = (text: string, values: unknown[] = []) => api.test.database.store.pool.query(text, values);

async function personWith(role: string): Promise<Record<string, string>> {
  const token = randomBytes(16).toString("hex");
  await query(
    `with person as (
      insert into belfry.users (name, password_hash, role, created_at, password_changed_at)
      values ($1, 'none', $1, belfry.now(), belfry.now()) returning id)
    insert into belfry.sessions (token_hash, user_id, created_at, expires_at, address)
    select $2, id, belfry.now(), belfry.now() + interval '1 day', '' from person`,
    [role, createHash("sha256").update(token).digest()],
  );
  return { cookie: `belfry_session_${new URL(api.url).port}=${token}`, origin: api.url };
}

async function keyWith(draft: object): Promise<Record<string, string>> {
  const { body } = await api.call("POST", "/v1/keys", draft);
  return { authorization: `Bearer ${body.key.id as string}.${body.secret as string}` };
}

const everybody: readonly Somebody[] = [
  ...Object.entries(builtinRoles).map(([name, allowed]) => ({
    name,
    kind: "person" as const,
    permissions: allowed,
    headers: () => credentials[name]!,
  })),
  { name: "own role with nothing", kind: "person", permissions: [], headers: () => credentials["cleaner"]! },
  {
    name: "key with one permission",
    kind: "program",
    permissions: ["rules:read"],
    headers: () => credentials["one permission"]!,
  },
  {
    name: "restricted key with all permissions",
    kind: "program",
    permissions,
    restricted: true,
    headers: () => credentials["restricted"]!,
  },
  { name: "nobody", kind: "nobody", permissions: [], headers: () => ({}) },
  { name: "expired key", kind: "nobody", permissions, headers: () => credentials["expired"]! },
];

type Expected = "let in" | 401 | 403;

function expectedOf({ permission, reach, alsoNeeds }: Operation, who: Somebody): Expected {
  if (permission === "anyone") return "let in";
  if (who.kind === "nobody") return 401;
  if (permission === "signed-in") return "let in";
  if (![permission, ...alsoNeeds].every((needed) => who.permissions.includes(needed))) return 403;
  return who.restricted === true && reach === "installation" ? 403 : "let in";
}

const bodies: Readonly<Record<string, string>> = { GET: "", DELETE: "" };
const send = ({ method, path }: Operation, who: Somebody, search = "") => {
  const body = bodies[method] === "" ? undefined : Buffer.from("{}");
  return wire.send({
    method,
    path: `${path.replaceAll("{rule}", "echo").replaceAll(/\{\w+\}/g, "1")}${search}`,
    headers: { ...who.headers(), ...(body !== undefined && { "content-type": "application/json" }) },
    body,
  });
};

test("the document declares for every route who may call it, and how far it reaches", () => {
  for (const { operationId, permission, reach } of operations) {
    expect([...permissions, "signed-in", "anyone"], operationId).toContain(permission);
    expect(["installation", "scoped", "everybody"], operationId).toContain(reach);
  }
  expect(operations.length).toBeGreaterThan(80);
});

describe.each(everybody)("$name", (who) => {
  const refused = operations.filter((operation) => expectedOf(operation, who) !== "let in");
  const admitted = operations.filter((operation) => expectedOf(operation, who) === "let in");

  test(`is refused at ${refused.length} routes as declared, and nothing changes`, async () => {
    // Once: the use of a key is noted once a minute.
    await send(
      operations.find(({ operationId }) => operationId === "session.me")!,
      who,
    );
    const before = await readState();
    for (const operation of refused) {
      const { status, text } = await send(operation, who);
      const expected = expectedOf(operation, who);
      const code = (JSON.parse(text) as { code: string }).code;
      expect({ operation: operation.operationId, status, code }).toEqual({
        operation: operation.operationId,
        status: expected,
        code: expected === 401 ? "NOT_AUTHENTICATED" : "PERMISSION_DENIED",
      });
    }
    expect(await readState()).toEqual(before);
  });

  test(`is let in at ${admitted.length} routes as declared`, async () => {
    for (const operation of admitted) {
      // Refused for what it asks, behind the door: so the test changes nothing of what the next one needs.
      const { status, text } = await send(operation, who, "?nobody-knows-this=1");
      // Where a provider of single sign-on sends browsers back to, with whatever it likes to add.
      if (operation.responses["303"] !== undefined && status === 303) continue;
      expect({ operation: operation.operationId, status, text }).toMatchObject({
        operation: operation.operationId,
        status: 400,
        text: expect.stringContaining("REQUEST_INVALID") as string,
      });
    }
  });

  test("is really answered where something is only read", async () => {
    for (const operation of admitted.filter(({ method }) => method === "GET")) {
      const { status, text } = await send(operation, who);
      // What belongs to a person is not a program's; that is no question of permissions.
      const isOfPeople = operation.permission === "signed-in" && who.kind === "program";
      const unwanted = isOfPeople ? [401] : [401, 403];
      expect(unwanted, `${operation.operationId}: ${status} ${text.slice(0, 200)}`).not.toContain(status);
      expect(status, operation.operationId).toBeLessThan(500);
    }
  });
});

test("HEAD is admitted like GET", async () => {
  for (const operation of operations.filter(({ method }) => method === "GET")) {
    const head = await send(
      { ...operation, method: "HEAD" },
      everybody.find(({ name }) => name === "nobody")!,
    );
    const expected = operation.permission === "anyone" ? [200, 303, 404, 503] : [401];
    expect(expected, operation.operationId).toContain(head.status);
  }
});
