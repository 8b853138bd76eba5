import { AppError } from "@belfry/model";
import type { Queryable } from "@belfry/store";
import { selectRuleVersions, type RuleVersionName, type RuleVersionRow } from "../sql/rules/select-rule-versions.ts";

/** Rejects with RULE_NOT_FOUND when there is no such version. */
export type VersionLoader = (wanted: RuleVersionName) => Promise<RuleVersionRow>;

/** The most versions of one statement. A definition may have hundreds of kilobytes. */
const AT_ONCE = 500;

interface Waiting {
  readonly wanted: RuleVersionName;
  readonly resolve: (row: RuleVersionRow) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Reads versions of rules: all that are asked for in one turn of the event loop by one statement. A minute at which ten
 * thousand rules are due would else begin with ten thousand statements.
 */
export function createVersionLoader(db: Queryable): VersionLoader {
  let waiting: Waiting[] = [];

  const read = async (batch: readonly Waiting[]): Promise<void> => {
    try {
      const rows = await selectRuleVersions(
        db,
        batch.map(({ wanted }) => wanted),
      );
      const byName = new Map(rows.map((row) => [nameOf(row), row]));
      for (const { wanted, resolve, reject } of batch) {
        const row = byName.get(nameOf(wanted));
        if (row === undefined) reject(new AppError("RULE_NOT_FOUND", { ...wanted }));
        else resolve(row);
      }
    } catch (error) {
      for (const { reject } of batch) reject(error);
    }
  };

  return (wanted) =>
    new Promise((resolve, reject) => {
      waiting.push({ wanted, resolve, reject });
      if (waiting.length > 1) return;
      setImmediate(() => {
        const all = waiting;
        waiting = [];
        for (let from = 0; from < all.length; from += AT_ONCE) void read(all.slice(from, from + AT_ONCE));
      });
    });
}

function nameOf({ ruleId, version }: RuleVersionName): string {
  return `${ruleId}@${version}`;
}
