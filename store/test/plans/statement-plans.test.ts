import { globSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { createTestDatabase, type TestDatabase } from "@belfry/testkit";
import type { PoolClient } from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { bigTables, fillDatabase } from "./fill-database.ts";
import { readPlan, sequentialScans } from "./read-plan.ts";

const root = fileURLToPath(new URL("../../../", import.meta.url));
const statements = globSync("*/test/sql/golden/*.sql", { cwd: root })
  .map((path) => ({ name: basename(path, ".sql"), sql: readFileSync(join(root, path), "utf8") }))
  // A command that sets or locks something reads no table and has no plan.
  .filter(({ sql }) => !/^--.*\n(?:set|lock table) /.test(sql))
  // Sent for each of several small tables, whose names only their callers know (sealed-columns.ts).
  .filter(({ name }) => !/^access-.*sealed.*-null$/.test(name))
  .toSorted((a, b) => (a.name < b.name ? -1 : 1));

/** Statements that read a whole table because they are asked for all of it. */
const readsAll: Readonly<Record<string, string>> = {
  "access-erase-audit-details": "it looks for a person in every entry; somebody asks for it a few times a year",
  "select-failure-groups": "it groups all executions that wait for a person; a person asks for it",
  "count-failures": "it counts what a person has selected among them; a person asks for it",
  "notify-verify-ledger": "it counts the whole ledger; somebody asks for it a few times a year",
  "incentive-verify": "it sums up the whole ledger of rewards; somebody asks for it a few times a year",
  "incentive-erase-addresses":
    "it looks for a person in every contract of a campaign; somebody asks for it a few times a year",
  "incentive-erase-people": "it looks for a person among all of a campaign; somebody asks for it a few times a year",
  "incentive-find-campaigns-naming": "it looks for a person in every contract; somebody asks for it a few times a year",
  "insert-label-places": "it looks for what runs or waits of all rules with a label; a person limits the label",
  "select-calendar-slots": "it looks for the triggers that name a calendar; somebody changes one a few times a year",
  "select-grids": "it counts the members of the grids that it shows; of three grids each has a third of them",
  "count-backfill-cells": "it looks at all members of a grid, of each of which cells may be made",
  "select-busiest-values": "it looks at all members of a grid, to find which of them share an account",
  "select-first-values": "it looks at all members of a grid, whose cells are about to be made",
  "select-next-slots": "the list of all rules shows the next fire time of each; a person asks for it",
};

/** Statements whose plan depends on a limit or on which filter is set: PostgreSQL plans them anew for their values. */
const values: Readonly<Record<string, readonly (readonly unknown[])[]>> = {
  "claim-executions": [[1, 10, 5, 3, 32, 42, 37, 35]],
  "promote-executions": [[1_000]],
  "select-due-slots": [[500, []]],
  "take-plans": [[60_000, 500, ["cron"], []]],
  "notify-claim-due-messages": [[1, 50, 48]],
  "select-logs": [[904, "2026-03-01", 0, 200]],
  "select-executions": [
    [null, null, null, true, null, null, null, 50, null],
    ["rule-7", null, null, false, null, null, 20_000, 50, null],
    [null, null, 4_000, false, null, null, null, 500, null],
    [null, null, null, false, null, null, null, 50, '{"labels":{"team":["a"]}}'],
  ],
  "select-unsuccessful-executions": [
    [null, "failed", null, true, null, null, null, 50, null],
    ["rule-7", "failed", null, false, null, null, 20_000, 50, null],
  ],
  "select-open-executions": [[null, "pending", null, false, null, null, null, 50, null]],
  "access-list-audit-entries": [
    [null, null, null, null, null, null, null, null, 50],
    ["user-7", "rules", null, null, null, null, null, 20_000, 50],
    [null, null, "rule", "rule-7", "done", null, null, null, 50],
    [null, null, null, null, null, "2026-02-20T00:00:00Z", "2026-02-21T00:00:00Z", null, 50],
  ],
  "access-export-audit-entries": [
    [null, null, null, null, null, null, null, 0, 1_000],
    ["user-7", null, null, null, null, null, null, 20_000, 1_000],
  ],
  "access-read-audit-chain": [[0, 30_000, 500]],
  "notify-list-messages": [
    [null, null, 50, null, null, null, null, null, null, null, null, null, null, null],
    [700, null, 50, null, null, null, null, null, null, null, null, null, null, null],
    [null, null, 50, '{"labels":{"team":["a"]}}', null, null, null, null, null, null, null, null, null, null],
    [null, null, 50, null, "email", null, "r7@example.org", null, null, null, null, null, null, null],
    [null, null, 50, null, null, null, null, null, "night", null, null, null, null, null],
  ],
};

let database: TestDatabase;
let client: PoolClient;
beforeAll(async () => {
  database = await createTestDatabase();
  await fillDatabase(database.url);
  // A connection of the store: its settings are part of how PostgreSQL plans.
  client = await database.store.pool.connect();
}, 300_000);
afterAll(async () => {
  client.release();
  await database[Symbol.asyncDispose]();
});

describe("with weeks of use in the tables, no statement reads one of them from end to end", () => {
  test.each(statements.filter(({ name }) => values[name] === undefined && readsAll[name] === undefined))(
    "$name",
    async ({ sql }) => {
      expect(sequentialScans(await readPlan(client, sql), bigTables)).toEqual([]);
    },
  );

  test.each(Object.entries(values).flatMap(([name, lists]) => lists.map((list) => ({ name, list }))))(
    "$name for $list",
    async ({ name, list }) => {
      const statement = statements.find((candidate) => candidate.name === name);
      expect(statement, "has it got another name?").toBeDefined();
      expect(sequentialScans(await readPlan(client, statement?.sql ?? "", list), bigTables)).toEqual([]);
    },
  );
});

test("the due time that notify adds to the tick is answered by an index", async () => {
  const plan = await readPlan(
    client,
    `select least((select min(run_at) from belfry.deliveries where state = 'queued'),
       (select min(expires_at) from belfry.deliveries where state = 'queued' and expires_at is not null))`,
  );
  expect(sequentialScans(plan, bigTables)).toEqual([]);
});

test("a statement that does read a table from end to end is noticed, in a partition too", async () => {
  const sql = "select count(*) from belfry.action_runs where took_ms = 7";
  expect(new Set(sequentialScans(await readPlan(client, sql), bigTables))).toEqual(new Set(["action_runs"]));
});
