import { Client } from "pg";

/**
 * The schema as a stable text: every table with its columns, constraints and indexes. It is kept in `store/schema.sql`
 * so that a change of the schema shows in the diff. Read from the catalog, because pg_dump is not part of the embedded
 * binaries; partitions are left out, they come and go by date.
 */
export async function dumpSchema(url: string): Promise<string> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const tables = await client.query<{ name: string; lines: string[]; tail: string[] }>(`
      select c.relname as name,
        array(
          select format('  %s %s%s%s', a.attname, format_type(a.atttypid, a.atttypmod),
            case when a.attnotnull then ' not null' else '' end,
            case when a.attidentity <> '' then ' generated always as identity'
                 when d.adbin is not null then ' default ' || pg_get_expr(d.adbin, d.adrelid) else '' end)
          from pg_attribute a left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
          where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped order by a.attnum) as lines,
        array(
          select pg_get_constraintdef(k.oid) from pg_constraint k
          where k.conrelid = c.oid and k.contype in ('p', 'u', 'c', 'f') order by k.contype, k.conname)
        || array(
          select pg_get_indexdef(i.indexrelid) from pg_index i
          where i.indrelid = c.oid and not exists (select from pg_constraint k where k.conindid = i.indexrelid)
          order by 1) as tail
      from pg_class c
      where c.relnamespace = 'belfry'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
      order by c.relname`);
    const functions = await client.query<{ definition: string }>(`
      select pg_get_functiondef(p.oid) as definition from pg_proc p
      where p.pronamespace = 'belfry'::regnamespace order by p.proname`);
    const parts = tables.rows.map(
      (table) => `table belfry.${table.name} (\n${table.lines.join(",\n")}\n)\n${table.tail.map((line) => `  ${line}\n`).join("")}`,
    );
    return `${[...parts, ...functions.rows.map((row) => row.definition)].join("\n").trim()}\n`;
  } finally {
    await client.end();
  }
}
