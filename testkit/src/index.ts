export { createTestDatabase } from "./database/test-database.ts";
export type { TestClock, TestDatabase } from "./database/test-database.ts";
