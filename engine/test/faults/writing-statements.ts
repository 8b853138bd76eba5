import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const golden = join(import.meta.dirname, "../sql/golden");
/** What changes rows, takes locks on them, or makes and drops tables. */
const writes = /\b(?:insert into|update \w|delete from|for (?:no key )?update|lock table|belfry\.(?:ensure|drop)_)/i;

/** The names of all statements of the engine that write or lock, as the recorder of the golden files found them. */
export function writingStatements(): ReadonlySet<string> {
  const names = readdirSync(golden).map((file) => file.replace(/\.sql$/, ""));
  return new Set(names.filter((name) => writes.test(readFileSync(join(golden, `${name}.sql`), "utf8"))));
}
