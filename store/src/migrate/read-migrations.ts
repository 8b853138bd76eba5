import { readdir, readFile } from "node:fs/promises";

export interface Migration {
  readonly number: number;
  readonly name: string;
  readonly sql: string;
}

const FOLDER = new URL("../../migrations/", import.meta.url);

/** The migrations that ship with this version, in order. */
export async function readMigrations(folder: URL = FOLDER): Promise<Migration[]> {
  const files = (await readdir(folder)).filter((file) => file.endsWith(".sql")).toSorted();
  return Promise.all(
    files.map(async (file) => ({
      number: Number.parseInt(file, 10),
      name: file.slice(0, -".sql".length),
      sql: await readFile(new URL(file, folder), "utf8"),
    })),
  );
}

/** The number of the newest migration that ships with this version. */
export async function newestMigration(): Promise<number> {
  const files = (await readdir(FOLDER)).filter((file) => file.endsWith(".sql"));
  return Math.max(0, ...files.map((file) => Number.parseInt(file, 10)));
}
