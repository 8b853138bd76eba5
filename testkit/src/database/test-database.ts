import { randomBytes } from "node:crypto";
import { openStore, type Store } from "@belfry/store";
import { TEST_SERVER_VARIABLE } from "./start-test-postgres.ts";
import { databaseUrl, TEMPLATE, withClient } from "./template-database.ts";

/** The clock of a test database: it stands still until it is moved. */
export interface TestClock {
  now(): Promise<Date>;
  /** Moves the clock, also backwards, and wakes every sleeper. */
  set(time: Date | string): Promise<void>;
  advance(ms: number): Promise<void>;
}

export interface TestDatabase extends AsyncDisposable {
  readonly url: string;
  readonly store: Store;
  readonly clock: TestClock;
}

interface TestDatabaseOptions {
  /**
   * How many connections its store has at the most. Each one plans every statement anew, which is half of the work where a
   * database lives for seconds. @default 10
   */
  readonly maxConnections?: number;
}

/** A database of its own for one test or one test file, copied from the template in some 30 ms. */
export async function createTestDatabase(options: TestDatabaseOptions = {}): Promise<TestDatabase> {
  const serverUrl = process.env[TEST_SERVER_VARIABLE];
  if (serverUrl === undefined)
    throw new Error(`${TEST_SERVER_VARIABLE} is missing: run the tests with vitest from the root.`);
  const name = `test_${randomBytes(6).toString("hex")}`;
  await withClient(serverUrl, (client) =>
    client.query(`create database ${name} template ${TEMPLATE} strategy file_copy`),
  );
  const url = databaseUrl(serverUrl, name);
  const store = openStore({ url, ...options });
  return {
    url,
    store,
    clock: clockOf(store),
    async [Symbol.asyncDispose]() {
      await store.close();
      await withClient(serverUrl, (client) => client.query(`drop database if exists ${name} with (force)`));
    },
  };
}

/** The clock of any database made from the template. */
function clockOf(store: Store): TestClock {
  return {
    async now() {
      const { rows } = await store.query<{ at: Date }>({
        name: "test-clock-now",
        text: "select at from belfry.test_clock",
      });
      return rows[0]?.at ?? new Date(Number.NaN);
    },
    async set(time) {
      const at = new Date(time).toISOString();
      await store.query({ name: "test-clock-set", text: "update belfry.test_clock set at = $1", values: [at] });
    },
    async advance(ms) {
      const text = "update belfry.test_clock set at = at + $1 * interval '1 millisecond'";
      await store.query({ name: "test-clock-advance", text, values: [ms] });
    },
  };
}
