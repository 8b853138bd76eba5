import { Client } from "pg";

/**
 * The schema as a stable text: every table with its columns, constraints, indexes and settings, the sequences that belong
 * to no column, and the functions. It is kept in `store/schema.sql` so that a change of the schema shows in the diff. Read
 * from the catalog, because pg_dump is not part of the embedded binaries; partitions are left out, they come and go by date.
 */
export async function dumpSchema(url: string): Promise<string> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    // Otherwise names are written with or without their schema, as the caller's search path happens to be.
    await client.query("set search_path = ''");
    const sequences = await client.query<{ text: string }>(sequencesSql);
    const tables = await client.query<TableRow>(tablesSql);
    const functions = await client.query<{ text: string }>(functionsSql);
    const parts = [
      "-- Written by npm run generate from the migrations.",
      sequences.rows.map(({ text }) => text).join("\n"),
      ...tables.rows.map(renderTable),
      ...functions.rows.map(({ text }) => `${text.trim()};`),
    ];
    return `${parts.filter((part) => part !== "").join("\n\n")}\n`;
  } finally {
    await client.end();
  }
}

interface TableRow {
  readonly name: string;
  readonly columns: readonly string[];
  readonly partitionKey: string | null;
  readonly settings: readonly string[] | null;
  readonly indexes: readonly string[];
  readonly triggers: readonly string[];
}

function renderTable(table: TableRow): string {
  const partition = table.partitionKey === null ? "" : ` partition by ${table.partitionKey}`;
  const settings = table.settings === null ? "" : ` with (${table.settings.join(", ")})`;
  const head = `create table belfry.${table.name} (\n  ${table.columns.join(",\n  ")}\n)${partition}${settings};`;
  return [head, ...[...table.indexes, ...table.triggers].map((definition) => `${definition};`)].join("\n");
}

const sequencesSql = `
  select format('create sequence belfry.%s;', c.relname) as text
  from pg_catalog.pg_class c
  where c.relnamespace = 'belfry'::regnamespace and c.relkind = 'S'
    and not exists (select from pg_catalog.pg_depend d where d.objid = c.oid and d.deptype in ('a', 'i'))
  order by c.relname`;

const tablesSql = `
  select c.relname as name,
    array(
      select format('%s %s%s%s', a.attname, format_type(a.atttypid, a.atttypmod),
        case when a.attnotnull then ' not null' else '' end,
        case when a.attidentity <> '' then ' generated always as identity'
             when d.adbin is not null then ' default ' || pg_get_expr(d.adbin, d.adrelid) else '' end)
      from pg_catalog.pg_attribute a left join pg_catalog.pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
      where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped order by a.attnum)
    || array(
      select pg_get_constraintdef(k.oid) from pg_catalog.pg_constraint k
      where k.conrelid = c.oid and k.contype in ('p', 'u', 'c', 'f') order by position(k.contype::text in 'pucf'), k.conname) as columns,
    pg_get_partkeydef(c.oid) as "partitionKey",
    c.reloptions as settings,
    array(
      select pg_get_indexdef(i.indexrelid) from pg_catalog.pg_index i
      where i.indrelid = c.oid and not exists (select from pg_catalog.pg_constraint k where k.conindid = i.indexrelid)
      order by pg_get_indexdef(i.indexrelid) collate "C") as indexes,
    array(
      select pg_get_triggerdef(t.oid) from pg_catalog.pg_trigger t
      where t.tgrelid = c.oid and not t.tgisinternal order by t.tgname) as triggers
  from pg_catalog.pg_class c
  where c.relnamespace = 'belfry'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
  order by c.relname`;

const functionsSql = `
  select pg_get_functiondef(p.oid) as text from pg_catalog.pg_proc p
  where p.pronamespace = 'belfry'::regnamespace
  order by p.proname, pg_get_function_identity_arguments(p.oid)`;
