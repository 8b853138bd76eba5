import { afterAll, beforeAll, expect, test } from "vitest";
import { refusalOf, type CallApi } from "../support/call-api.ts";
import { signedInPerson } from "../support/signed-in-person.ts";
import { person, plantPerson, type Planted } from "./planted-person.ts";

let planted: Planted;
/** May read everything but personal data. */
let clerk: CallApi;
let viewer: CallApi;

beforeAll(async () => {
  planted = await plantPerson();
  const { server, school, admin } = planted;
  await admin("PUT", "/v1/roles/clerk", { description: "", permissions: await readingPermissions(admin) });
  clerk = await signedInPerson(server, school.database, { name: "zhou", role: "clerk" });
  viewer = await signedInPerson(server, school.database, { name: "wu", role: "viewer" });
}, 300_000);
afterAll(() => planted?.[Symbol.asyncDispose]());

async function readingPermissions(api: CallApi): Promise<string[]> {
  const { permissions } = await api<{ permissions: string[] }>("GET", "/v1/session");
  return permissions.filter((name) => name.endsWith(":read") && name !== "personal-data:read");
}

interface Operation {
  readonly "x-also-needs"?: string[];
  readonly responses: Readonly<Record<string, { readonly content?: Readonly<Record<string, unknown>> }>>;
}

/** Every GET route that answers JSON, with each thing there is in the places of its path. */
async function addresses(): Promise<string[]> {
  const { admin } = planted;
  const { paths } = await admin<{ paths: Record<string, { get?: Operation }> }>("GET", "/openapi.json");
  const ids = async (path: string, key = "id") =>
    (await admin<{ items: Record<string, unknown>[] }>("GET", path)).items.map((item) => String(item[key]));
  const things: Readonly<Record<string, readonly string[]>> = {
    rule: await ids("/v1/rules", "rule"),
    executionId: await ids("/v1/executions"),
    messageId: await ids("/v1/messages"),
    mailId: await ids("/v1/sandbox/mails"),
    approvalId: await ids("/v1/approvals"),
    user: ["zhou"],
    campaign: ["BJ-2025-05"],
    contract: ["c-1", "c-4"],
  };
  const filled = (path: string): string[] => {
    const name = /\{(\w+)\}/.exec(path)?.[1];
    if (name === undefined) return [path];
    return (things[name] ?? []).flatMap((value) => filled(path.replace(`{${name}}`, encodeURIComponent(value))));
  };
  return Object.entries(paths).flatMap(([path, { get }]) => {
    const answers = get?.responses["200"]?.content?.["application/json"];
    if (get === undefined || answers === undefined || !path.startsWith("/v1/")) return [];
    return filled(path);
  });
}

async function readAll(api: CallApi): Promise<Record<string, string>> {
  const read: Record<string, string> = {};
  for (const path of await addresses())
    read[path] = JSON.stringify(await api("GET", path).catch((error: unknown) => String(error)));
  return read;
}

function leaks(read: Readonly<Record<string, string>>): string[] {
  return Object.entries(read).flatMap(([path, text]) =>
    Object.entries(person)
      .filter(([, value]) => text.includes(value))
      .map(([what]) => `${what} in ${path}`),
  );
}

test("whoever may not read personal data finds neither name, number, address nor id in any answer", async () => {
  const read = await readAll(clerk);
  expect(Object.keys(read).length).toBeGreaterThan(25);
  expect(leaks(read)).toEqual([]);
  // It is masked, and not missing.
  const text = Object.values(read).join("\n");
  for (const masked of ["欧*", "139****4321", "o***@private.example", "11**************2X", "20***77"])
    expect(text).toContain(masked);
  expect(leaks(await readAll(viewer))).toEqual([]);
}, 300_000);

test("whoever may read it does, in variables, rules, executions, messages, mails, the trail and approvals", async () => {
  const found = leaks(await readAll(planted.admin)).map((leak) => leak.replaceAll(/(?<=\/)\d+/g, "{id}"));
  expect(found).toEqual(
    expect.arrayContaining([
      "name in /v1/variables",
      "name in /v1/rules/late",
      "phone in /v1/executions/{id}",
      "mail in /v1/executions",
      "name in /v1/executions/{id}/logs",
      "phone in /v1/executions/{id}/logs",
      "name in /v1/messages/{id}",
      "mail in /v1/messages/{id}",
      "name in /v1/sandbox/mails/{id}",
      "name in /v1/audit",
      "name in /v1/approvals/{id}",
    ]),
  );
  for (const what of Object.keys(person)) expect(found.some((leak) => leak.startsWith(what))).toBe(true);
}, 300_000);

test("a refusal does not repeat it either", async () => {
  const search = `/v1/executions?rule=${encodeURIComponent("x".repeat(70))}`;
  expect((await refusalOf(clerk("GET", search))).code).toBe("REQUEST_INVALID");
});

test("what cannot be masked is not given: files, sources of mails, attachments, the export of the trail", async () => {
  const { admin } = planted;
  const [late] = (await admin<{ items: { id: number }[] }>("GET", "/v1/executions?rule=late")).items;
  const { artifacts } = await admin<{ artifacts: { id: string }[] }>("GET", `/v1/executions/${late?.id}`);
  const [mail] = (await admin<{ items: { id: number }[] }>("GET", "/v1/sandbox/mails")).items;
  for (const path of [
    `/v1/artifacts/${artifacts[0]?.id}/content`,
    `/v1/sandbox/mails/${mail?.id}/source`,
    `/v1/sandbox/mails/${mail?.id}/attachments/0`,
    "/v1/audit/export",
  ]) {
    expect(await refusalOf(clerk("GET", path))).toMatchObject({
      code: "PERMISSION_DENIED",
      detail: expect.stringContaining("personal-data:read") as string,
    });
  }
});

test("the log of the process names nobody's address and number", () => {
  const output = planted.server.output();
  expect(output).toContain("execution failed");
  for (const value of [person.phone, person.mail, person.id]) expect(output).not.toContain(value);
});

test("the OpenAPI document says which fields hold personal data and which files need the permission", async () => {
  const document = JSON.stringify(await planted.admin("GET", "/openapi.json"));
  expect(document).toContain('"x-personal-data":"address"');
  expect(document).toContain('"x-also-needs":["personal-data:read"]');
});
