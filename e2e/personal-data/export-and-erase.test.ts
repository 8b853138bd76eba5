import { access } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { refusalOf } from "../support/call-api.ts";
import { signedInPerson } from "../support/signed-in-person.ts";
import { person, plantPerson, type Planted } from "./planted-person.ts";

interface Found {
  readonly place: string;
  readonly row: Readonly<Record<string, unknown>>;
}

const identifiers = Object.values(person);
let planted: Planted;

beforeAll(async () => {
  planted = await plantPerson();
}, 300_000);
afterAll(() => planted?.[Symbol.asyncDispose]());

/** Every column of every table in which one of the texts stands, as `table.column`. */
async function columnsWith(texts: readonly string[]): Promise<string[]> {
  const { pool } = planted.school.database.store;
  const { rows: columns } = await pool.query<{ table: string; column: string; type: string }>(
    `select c.relname as "table", a.attname as "column", format_type(a.atttypid, null) as type
     from pg_attribute a join pg_class c on c.oid = a.attrelid
     where c.relnamespace = 'belfry'::regnamespace and c.relkind = 'r' and a.attnum > 0 and not a.attisdropped
       and format_type(a.atttypid, null) in ('text', 'text[]', 'jsonb', 'bytea')`,
  );
  const found: string[] = [];
  for (const { table, column, type } of columns) {
    const text = type === "bytea" ? `encode("${column}", 'escape')` : `"${column}"::text`;
    const { rows } = await pool.query<{ there: boolean }>(
      `select exists (select from belfry."${table}" t, unnest($1::text[]) w where strpos(lower(${text}), lower(w)) > 0) as there`,
      [texts],
    );
    // A daily partition is named after its day.
    if (rows[0]?.there === true) found.push(`${table.replace(/_\d{8}$/, "")}.${column}`);
  }
  return found.toSorted();
}

test("only whoever may manage personal data exports and erases, and says so in so many words", async () => {
  const { server, school, admin } = planted;
  const editor = await signedInPerson(server, school.database, { name: "li", role: "editor" });
  const query = { identifiers: [person.mail] };
  expect((await refusalOf(editor("POST", "/v1/personal-data/export", query))).code).toBe("PERMISSION_DENIED");
  expect((await refusalOf(admin("POST", "/v1/personal-data/erase", query))).code).toBe("REQUEST_INVALID");
  const everywhere = { identifiers: ["a"], confirm: "erase" };
  expect((await refusalOf(admin("POST", "/v1/personal-data/erase", everywhere))).code).toBe("REQUEST_INVALID");
});

test("the export names every place in which the person stands", async () => {
  const { found } = await planted.admin<{ found: Found[] }>("POST", "/v1/personal-data/export", { identifiers });
  const places = new Set(found.map(({ place }) => place));
  const expected =
    "executions action_runs execution_logs messages deliveries sandbox_mails approvals audit_entries variables rule_versions " +
    "incentive_people incentive_contracts incentive_tellings incentive_quarantine incentive_corrections incentive_entries";
  for (const place of expected.split(" ")) expect(places).toContain(place);
  expect(JSON.stringify(found)).toContain(person.id);
});

test("after erasing, the person stands nowhere but in the configuration that is named, and the trail still verifies", async () => {
  const { admin, school } = planted;
  const before = await columnsWith(identifiers);
  expect(before).toEqual(
    expect.arrayContaining([
      "sandbox_mails.envelope_to",
      "deliveries.recipient",
      "messages.content",
      "events.data",
      "events.subject",
      "event_decisions.detail",
      "event_windows.key",
      "event_dead_letters.raw",
      "records.fields",
      "records.key",
      "incentive_people.key",
      "incentive_contracts.source",
      "incentive_contracts.figures",
      "incentive_tellings.text",
      "incentive_quarantine.raw",
      "incentive_corrections.reason",
      "incentive_entries.reason",
    ]),
  );
  const earned = await admin("GET", "/v1/incentives/totals?campaign=BJ-2025-05");
  const [late] = (await admin<{ items: { id: number }[] }>("GET", "/v1/executions?rule=late")).items;
  const { artifacts } = await admin<{ artifacts: { id: string }[] }>("GET", `/v1/executions/${late?.id}`);
  const [, day = "", name = ""] = /^(\d{8})-(.*)$/.exec(artifacts[0]?.id ?? "") ?? [];
  const file = join(school.dataDir, "files", "artifacts", day, name);
  await access(file);

  const erase = { identifiers: identifiers.map((text) => text.toUpperCase()), confirm: "erase" };
  const first = await admin<{ erased: Record<string, number>; stillNamedIn: Found[] }>(
    "POST",
    "/v1/personal-data/erase",
    erase,
  );
  expect(first.erased).toMatchObject({
    executions: 4,
    events: 2,
    messages: 1,
    deliveries: 1,
    sandbox_mails: 1,
    files: 1,
    incentive_people: 1,
    incentive_contracts: 4,
    incentive_quarantine: 1,
  });
  await expect(access(file)).rejects.toThrow("ENOENT");

  const left = await columnsWith(identifiers);
  const reported = new Set(
    first.stillNamedIn.flatMap(({ place, row }) => Object.keys(row).map((column) => `${place}.${column}`)),
  );
  expect(left.filter((column) => !reported.has(column))).toEqual([]);
  expect(left).toEqual(["rule_versions.definition", "variables.value"]);
  expect(await admin("GET", "/v1/audit/verification")).toMatchObject({ broken: null });

  // The ledger of rewards says what it said, and its totals are still the sums of its entries.
  expect(await admin("GET", "/v1/incentives/totals?campaign=BJ-2025-05")).toEqual(earned);
  const { incentives } = await admin<{ incentives: object }>("GET", "/v1/audit/verification");
  expect(incentives).toEqual([expect.objectContaining({ wrong: [] })]);

  // What was erased is shown as such, and a second time changes nothing.
  expect(JSON.stringify(await admin("GET", `/v1/executions/${late?.id}`))).toContain("[erased]");
  const second = await admin<{ erased: object }>("POST", "/v1/personal-data/erase", erase);
  expect(second.erased).toEqual({});
  const { items } = await admin<{ items: { action: string; detail: unknown }[] }>(
    "GET",
    "/v1/audit?action=personal-data",
  );
  expect(items.map(({ action }) => action)).toEqual([
    "personal-data.erase",
    "personal-data.erase",
    "personal-data.export",
  ]);
});
