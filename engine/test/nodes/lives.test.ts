import { createTestDatabase, type TestDatabase } from "@belfry/testkit";
import { expect, test } from "vitest";
import { takeOver } from "../../src/node/take-over.ts";
import { startEngine } from "../start-engine.ts";

interface Lives {
  readonly lives: number;
  readonly diedOn: readonly string[] | null;
}

/** A node that holds executions and is gone: how many, and whether the database was restarted below it. */
async function goneNode(database: TestDatabase, id: number, held: readonly number[], restarted = false) {
  const { pool } = database.store;
  await pool.query(
    `insert into belfry.nodes (id, name, roles, version, session, started_at, database_started) overriding system value
     values ($1, 'machine', '{worker}', '0', true, belfry.now(), pg_postmaster_start_time() - $2 * interval '1 hour')`,
    [id, restarted ? 1 : 0],
  );
  await pool.query("update belfry.execution_queue set node = $1, state = 'running' where id = any ($2)", [id, held]);
}

async function die(database: TestDatabase, id: number, how: "died" | "left" = "died") {
  const deps = { store: database.store, onNodesGone: undefined, maxLives: 4 };
  return takeOver(deps, [{ id, beat: 0, alive: false }], how);
}

async function livesOf(database: TestDatabase, ids: readonly number[]): Promise<Lives[]> {
  const { rows } = await database.store.pool.query<Lives>(
    `select lives, died_on as "diedOn" from belfry.execution_queue where id = any ($1) order by id`,
    [ids],
  );
  return rows;
}

async function queued(database: TestDatabase, n: number): Promise<number[]> {
  await using t = await startEngine({ database, start: false });
  const slug = await t.rule({ rule: "work", actions: [{ use: "test.echo" }] });
  const ids: number[] = [];
  for (let i = 0; i < n; i += 1) ids.push(await t.run(slug));
  return ids;
}

test("a death counts for all that was held, until a suspect is among them: from then on for suspects alone", async () => {
  await using database = await createTestDatabase();
  const ids = await queued(database, 3);
  const lives = async () => (await livesOf(database, ids)).map((row) => row.lives);
  await goneNode(database, 101, ids);
  expect(await die(database, 101)).toMatchObject({ nodes: [101], executions: 3, suspects: 0 });
  expect(await lives()).toEqual([1, 1, 1]);
  await goneNode(database, 102, ids.slice(0, 2));
  expect(await die(database, 102)).toMatchObject({ suspects: 2 });
  expect(await lives()).toEqual([2, 2, 1]);
  // The first of the suspects runs, beside one that is none.
  await goneNode(database, 103, [ids[0]!, ids[2]!]);
  await die(database, 103);
  expect(await lives()).toEqual([3, 2, 1]);
  expect((await livesOf(database, ids))[0]?.diedOn).toEqual(["machine (101)", "machine (102)", "machine (103)"]);
});

test("a node that leaves, and one below which the database was restarted, count nothing", async () => {
  await using database = await createTestDatabase();
  const ids = await queued(database, 1);
  await goneNode(database, 101, ids);
  expect(await die(database, 101, "left")).toMatchObject({ executions: 1 });
  await goneNode(database, 102, ids, true);
  expect(await die(database, 102)).toMatchObject({ executions: 1 });
  expect(await livesOf(database, ids)).toEqual([{ lives: 0, diedOn: null }]);
});

test("what got further between two deaths has all its lives again", async () => {
  await using database = await createTestDatabase();
  const [id] = await queued(database, 1);
  await goneNode(database, 101, [id!]);
  await die(database, 101);
  await database.store.pool.query(
    `insert into belfry.action_runs (created_on, execution_id, action, attempt, use, state, took_ms, finished_at)
     select (created_at at time zone 'UTC')::date, id, 'one', 1, 'test.echo', 'success', 1, belfry.now()
     from belfry.executions where id = $1`,
    [id],
  );
  await goneNode(database, 102, [id!]);
  await die(database, 102);
  expect(await livesOf(database, [id!])).toEqual([{ lives: 1, diedOn: ["machine (102)"] }]);
});
