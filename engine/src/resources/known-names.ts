/**
 * Which secrets, channels and rules there are, as far as it takes to see what a rule misses. What was there a moment ago
 * is taken for there: the action finds out when it is not. What is missing is asked for anew before anybody is told, so
 * that nothing fails for a secret that has just been stored.
 */
import type { Queryable } from "@belfry/store";
import type { Problem } from "@belfry/model";
import type { Bus } from "../events/bus.ts";
import type { EngineHooks } from "../engine-hooks.ts";
import { selectEnabledRules } from "../sql/resources/select-enabled-rules.ts";
import type { Need } from "./rule-needs.ts";

export interface KnownNames {
  /** What of this is not there. Asks nothing while all of it is known. */
  missing(needs: readonly Need[]): Promise<readonly Problem[]>;
}

/** A change that nobody was told of is seen after this time. */
const FRESH_MS = 5_000;

export function createKnownNames(deps: {
  readonly store: Queryable;
  readonly bus: Bus;
  readonly hooks: Pick<EngineHooks, "secretNames" | "channelNames">;
}): KnownNames {
  let known = new Set<string>();
  let since = performance.now();
  const forget = () => {
    known = new Set();
    since = performance.now();
  };
  deps.bus.on("config", forget);
  deps.bus.on("slots", forget);

  const present = async (kind: Need["kind"], names: readonly string[]): Promise<ReadonlySet<string> | undefined> => {
    switch (kind) {
      case "secret":
        return deps.hooks.secretNames?.();
      case "channel":
        return deps.hooks.channelNames?.();
      case "rule":
        return selectEnabledRules(deps.store, names);
    }
  };

  return {
    async missing(needs) {
      if (performance.now() - since > FRESH_MS) forget();
      const asked = needs.filter((need) => !known.has(keyOf(need)));
      if (asked.length === 0) return [];
      const problems: Problem[] = [];
      for (const [kind, ofKind] of Map.groupBy(asked, (need) => need.kind)) {
        const names = await present(
          kind,
          ofKind.map(({ name }) => name),
        );
        for (const need of ofKind) {
          // Nobody can say: then it is taken for there.
          if (names === undefined || names.has(need.name)) known.add(keyOf(need));
          else problems.push(problemOf(need));
        }
      }
      return problems;
    },
  };
}

function keyOf({ kind, name }: Need): string {
  return `${kind} ${name}`;
}

function problemOf({ kind, name, path }: Need): Problem {
  switch (kind) {
    case "secret":
      return { path, message: `The secret ${name} is not stored.`, remedy: `Store it: belfry secrets set ${name}.` };
    case "channel":
      return {
        path,
        message: `The channel ${name} has no account that is enabled.`,
        remedy: "Set one up under Accounts, or enable one.",
      };
    case "rule":
      return {
        path,
        message: `There is no rule ${name} that is enabled.`,
        remedy: "Save and enable it, or correct its name.",
      };
  }
}
