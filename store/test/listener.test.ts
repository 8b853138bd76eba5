import { createTestDatabase, type TestDatabase } from "@belfry/testkit";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openStore, type Store } from "../src/database/store.ts";
import { startCuttingProxy } from "./cutting-proxy.ts";
import { until } from "./until.ts";

let database: TestDatabase;
let store: Store;
beforeEach(async () => {
  database = await createTestDatabase();
  store = database.store;
});
afterEach(async () => {
  await database[Symbol.asyncDispose]();
});

const notify = (channel: string, payload: string) =>
  store.query({ name: "notify", text: "select pg_notify($1, $2)", values: [channel, payload] });

/** A subscriber that keeps what it hears. */
function ear() {
  const heard: string[] = [];
  let gaps = 0;
  return {
    heard,
    gaps: () => gaps,
    subscription: {
      onMessage: (payload: string) => void heard.push(payload),
      onGap: () => void (gaps += 1),
    },
  };
}

test("everybody who listens on a channel hears what is told there, and nothing else", async () => {
  const [one, two, other] = [ear(), ear(), ear()];
  await store.listener.listen("news", one.subscription);
  await store.listener.listen("news", two.subscription);
  await store.listener.listen('Other "channel"', other.subscription);
  await notify("news", "a");
  await notify('Other "channel"', "b");
  await notify("nobody", "c");
  await until(() => other.heard.length > 0);
  expect([one.heard, two.heard, other.heard]).toEqual([["a"], ["a"], ["b"]]);
});

test("who ended listening hears nothing more, and the others go on", async () => {
  const [gone, stays] = [ear(), ear()];
  const stop = await store.listener.listen("news", gone.subscription);
  await store.listener.listen("news", stays.subscription);
  await stop();
  await notify("news", "a");
  await until(() => stays.heard.length > 0);
  expect(gone.heard).toEqual([]);
});

test("when the last one ended, the channel is left", async () => {
  const stop = await store.listener.listen("news", ear().subscription);
  const last = ear();
  await store.listener.listen("end", last.subscription);
  await stop();
  await notify("news", "a");
  await notify("end", "b");
  await until(() => last.heard.length > 0);
  await stop();
  expect(last.heard).toEqual(["b"]);
});

test("a connection that was lost is opened again, says that something may have been missed, and hears again", async () => {
  await using proxy = await startCuttingProxy(database.url);
  const errors: Error[] = [];
  await using far = openStore({ url: proxy.url, onConnectionError: (error) => errors.push(error) });
  const { heard, gaps, subscription } = ear();
  await far.listener.listen("news", subscription);
  proxy.cut();
  await notify("news", "while it was away");
  await until(() => errors.length > 1);
  expect(gaps()).toBe(0);
  proxy.mend();
  await until(() => gaps() === 1);
  await notify("news", "after");
  await until(() => heard.length > 0);
  expect(heard).toEqual(["after"]);
});

test("listening to a database that is away is refused, and nobody tries it behind the caller's back", async () => {
  await using proxy = await startCuttingProxy(database.url);
  await using far = openStore({ url: proxy.url });
  proxy.cut();
  const { heard, gaps, subscription } = ear();
  await expect(far.listener.listen("news", subscription)).rejects.toMatchObject({ code: "DATABASE_UNREACHABLE" });
  proxy.mend();
  const later = ear();
  await far.listener.listen("news", later.subscription);
  await notify("news", "a");
  await until(() => later.heard.length > 0);
  expect([heard, gaps()]).toEqual([[], 0]);
});

test("a store that is closed leaves no connection, not even one that was being opened again", async () => {
  await using proxy = await startCuttingProxy(database.url);
  const errors: Error[] = [];
  const far = openStore({ url: proxy.url, onConnectionError: (error) => errors.push(error) });
  await far.listener.listen("news", ear().subscription);
  proxy.cut();
  await until(() => errors.length > 0);
  proxy.mend();
  await far.close();
  await far.close();
  const text =
    "select pid from pg_stat_activity where datname = current_database() and application_name = 'belfry listen'";
  await until(async () => (await store.query({ name: "sessions", text })).count === 0);
  await expect(far.listener.listen("news", ear().subscription)).rejects.toThrow("closed");
});
