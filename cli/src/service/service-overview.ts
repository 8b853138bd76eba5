import { stat } from "node:fs/promises";
import { isBelfryProblem } from "@belfry/client";
import type { Context } from "../context.ts";
import { CliError } from "../errors/cli-error.ts";

/** What a running Belfry is about to do, for whoever looks after it. */
export interface ServiceOverview {
  readonly nodes: readonly { readonly name: string; readonly state: string; readonly roles: readonly string[] }[];
  /** The rule that fires next by itself; null: none does. */
  readonly nextFire: { readonly at: string; readonly rule: string } | null;
}

/** Nothing where this user has no token, or it is not allowed to look: that it runs is told all the same. */
export async function readOverview(context: Context): Promise<ServiceOverview | null> {
  try {
    const client = await context.client({ timeoutMs: 10_000 });
    const nodes = (await client.nodes.list()).map(({ name, state, roles }) => ({ name, state, roles }));
    let nextFire: ServiceOverview["nextFire"] = null;
    for (const { rule, nextFireAt } of await client.rules.list()) {
      if (nextFireAt === null || (nextFire !== null && nextFireAt >= nextFire.at)) continue;
      nextFire = { at: nextFireAt, rule };
    }
    return { nodes, nextFire };
  } catch (error) {
    if (isBelfryProblem(error) || (error instanceof CliError && error.code === "TOKEN_MISSING")) return null;
    throw error;
  }
}

/** The size of a file in bytes; nothing when it is not there. */
export async function sizeOfFile(path: string): Promise<number | null> {
  try {
    return (await stat(path)).size;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw error;
  }
}
