import { createGrids } from "@belfry/engine";
import type { Grids } from "@belfry/plugin-kit";
import type { TestDatabase } from "../database/test-database.ts";

/** The grids of a test database, as an action of an execution that was due at a moment sees them. There are no calendars. */
export function createTestGrids({ store }: Pick<TestDatabase, "store">, dueAt: Date): Grids {
  const calendars = { current: async () => new Map() };
  return createGrids({ store, audit: async () => undefined, calendars }, { id: 1, dueAt });
}
