import { expect, test } from "vitest";
import { oldestOf, readMigrations } from "./read-migrations.ts";

/** What a node of the version before may miss, or stumble over. */
const takesAway = [
  /\bdrop\s+(?:table|column|view|function|index|constraint|sequence|schema|type|trigger|default|identity)\b/,
  /\brename\b/,
  /\balter\s+(?:column\s+)?\S+\s+(?:set\s+data\s+)?type\b/,
  /\bset\s+not\s+null\b/,
  /^\s*truncate\b/m,
  // A row that the version before adds would be refused.
  /\badd\s+column\b(?![^,;]*\b(?:default|generated)\b)[^,;]*\bnot\s+null\b/,
  /\badd\s+(?:constraint\s+\S+\s+)?(?:check|unique|foreign|primary|exclude)\b/,
];

/** The statements themselves: no comments, and no bodies of functions, which run later. */
function statementsOf(sql: string): string {
  return sql
    .replaceAll(/\$(\w*)\$[\s\S]*?\$\1\$/g, "''")
    .replaceAll(/--.*$/gm, "")
    .toLowerCase();
}

function contractionsIn(sql: string): string[] {
  const statements = statementsOf(sql);
  return takesAway.flatMap((pattern) => pattern.exec(statements)?.[0] ?? []);
}

test("every migration says what it locks, and one that takes anything away says who cannot go on", async () => {
  for (const { name, sql, oldest } of await readMigrations()) {
    const [first, second] = sql.split("\n");
    expect(first, name).toBe(`-- ${name}.sql`);
    expect(second, name).toMatch(/^-- locks: \S/);
    // Declare `-- oldest:` with the number from which on programs do without what is taken away; see STYLE.md 17.
    if (oldest === 0) expect(contractionsIn(sql), name).toEqual([]);
  }
});

test.each([
  "alter table belfry.rules drop column name;",
  "DROP TABLE belfry.rules;",
  "alter table belfry.rules rename to laws;",
  "alter table belfry.rules alter column version type bigint;",
  "alter table belfry.rules alter column version set not null;",
  "alter table belfry.rules add column colour text not null;",
  "alter table belfry.rules add column a int not null default 0, add column colour text not null;",
  "alter table belfry.rules add constraint short check (length(name) < 10);",
])("a migration is found that a node of the version before does not survive: %s", (sql) => {
  expect(contractionsIn(sql)).toHaveLength(1);
});

test.each([
  "alter table belfry.rules add column colour text;\nalter table belfry.rules add column n int not null default 0;",
  "create table belfry.colours (name text primary key, n int not null check (n > 0));",
  "create function belfry.f() returns void language plpgsql as $$ begin drop table t; end $$;",
  "-- drop table belfry.rules\nalter table belfry.users alter column password_hash drop not null;",
])("a migration that only adds is none of them", (sql) => {
  expect(contractionsIn(sql)).toEqual([]);
});

test("the declaration is read from the first lines only", () => {
  expect(oldestOf("-- 0031_x.sql\n-- locks: none\n-- oldest: 0029\nselect 1;")).toBe(29);
  expect(oldestOf(`-- 0031_x.sql\n-- locks: none\n${"select 1;\n".repeat(20)}-- oldest: 0029`)).toBe(0);
});
