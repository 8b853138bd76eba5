import { expect, test } from "vitest";
import { useEngine } from "../start-engine.ts";

const SECRET = 'p@ss"wörd/密码';
const engine = useEngine({ secrets: { PASSWORD: SECRET, USER: "p@ss" } });

test("a secret reaches the action and nothing that is kept: no output, no log, no failure, no table at all", async () => {
  const t = engine();
  const actions = [
    { id: "uses", use: "test.secret", with: { value: "${{ secrets.PASSWORD }}" } },
    { id: "repeats", use: "test.echo", with: { value: "${{ actions.uses }}" } },
    { id: "fails", use: "test.secret", with: { value: "${{ secrets.PASSWORD }}", fail: true } },
  ];
  const slug = await t.rule({
    rule: "secretive",
    actions,
    onFailure: [{ use: "test.echo", with: { value: "${{ failure }}" } }],
  });
  const id = await t.run(slug);
  const execution = await t.reached(id, "failed");
  expect(execution.failure?.message).toBe("cannot use •••");
  expect(execution.actionRuns[0]?.output).toEqual({ value: "•••" });
  await t.until(async () => (await t.engine.executionLogs(id)).length === 2);
  expect((await t.engine.executionLogs(id))[0]).toMatchObject({
    message: "the secret is •••",
    fields: { value: "•••" },
  });

  const { rows: tables } = await t.database.store.query<{ name: string }>({
    name: "all-tables",
    text: "select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname = 'belfry'",
  });
  expect(tables.length).toBeGreaterThan(10);
  for (const { name } of tables) {
    const text = `select count(*)::int as n from ${name} t where position($1 in t::text) > 0 or position($2 in t::text) > 0`;
    const { rows } = await t.database.store.query<{ n: number }>({
      name: `look-into-${name}`,
      text,
      values: ["p@ss", "wörd"],
    });
    expect([name, rows[0]?.n]).toEqual([name, 0]);
  }
});
