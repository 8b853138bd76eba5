import { createTestDatabase } from "@belfry/testkit";
import { expect, test } from "vitest";
import { createStateReader } from "./database-state.ts";

test("a row that is written is noticed, also the same again; one that is taken back is not, nor who asked", async () => {
  await using database = await createTestDatabase();
  const { store } = database;
  const write = (text: string) => store.pool.query(text);
  const read = await createStateReader(store);
  const first = await read();
  await write("insert into belfry.roles values ('cleaner', '', '{}', belfry.now(), belfry.now())");
  const second = await read();
  expect(second).not.toEqual(first);
  await write("update belfry.roles set description = description where name = 'cleaner'");
  const third = await read();
  expect(third).not.toEqual(second);
  await write("begin; delete from belfry.roles; rollback");
  await write("update belfry.roles set description = 'x' where name = 'nobody'");
  await write("delete from belfry.login_failures");
  expect(await read()).toEqual(third);
  await write("delete from belfry.roles where name = 'cleaner'");
  expect(Object.keys(await read())).toEqual(["roles"]);
});
