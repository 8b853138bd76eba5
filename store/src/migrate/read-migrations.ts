import { readdir, readFile } from "node:fs/promises";

export interface Migration {
  readonly number: number;
  readonly name: string;
  readonly sql: string;
  /**
   * The newest migration that a program must know at least to work on with the database after this one; 0 for a change
   * that only adds, as nearly all do. Declared as `-- oldest: 0031` in the first lines of the file.
   */
  readonly oldest: number;
}

/** The declarations of a migration stand in its first lines. */
const HEAD_LINES = 10;
const FOLDER = new URL("../../migrations/", import.meta.url);

/** The migrations that ship with this version, in order. */
export async function readMigrations(folder: URL = FOLDER): Promise<Migration[]> {
  const files = (await readdir(folder)).filter((file) => file.endsWith(".sql")).toSorted();
  return Promise.all(
    files.map(async (file) => {
      const sql = await readFile(new URL(file, folder), "utf8");
      const name = file.slice(0, -".sql".length);
      return { number: Number.parseInt(file, 10), name, sql, oldest: oldestOf(sql) };
    }),
  );
}

/** The oldest migration that a program must know beside this one; 0 where its first lines declare none. */
export function oldestOf(sql: string): number {
  const head = sql.split("\n", HEAD_LINES).filter((line) => line.startsWith("--"));
  const declared = head.map((line) => /^-- oldest: (\d{4})$/.exec(line)?.[1]).find((number) => number !== undefined);
  return Number(declared ?? 0);
}

/** The number of the newest migration that ships with this version. */
export async function newestMigration(): Promise<number> {
  const files = (await readdir(FOLDER)).filter((file) => file.endsWith(".sql"));
  return Math.max(0, ...files.map((file) => Number.parseInt(file, 10)));
}
