import { createInterface } from "node:readline/promises";
import { Writable } from "node:stream";
import type { BelfryClient } from "@belfry/client";
import type { Context } from "../context.ts";
import { CliError } from "../errors/cli-error.ts";
import { ExitCode } from "../errors/exit-code.ts";
import type { PlannedConnection } from "./plan-connections.ts";

/** Those of the planned connections that do not exist yet. */
export async function missingConnections(
  client: BelfryClient,
  planned: readonly PlannedConnection[],
): Promise<PlannedConnection[]> {
  if (planned.length === 0) return [];
  const known = new Set((await client.connections.list()).map(({ address }) => address));
  return planned.filter(({ address }) => !known.has(address));
}

/**
 * Creates connections that somebody has agreed to: with --yes, or at the terminal.
 * @throws CliError CONNECTIONS_NEEDED when nobody has; nothing was changed then
 */
export async function agreeToConnections(
  context: Context,
  client: BelfryClient,
  { connections, yes }: { readonly connections: readonly PlannedConnection[]; readonly yes: boolean },
): Promise<void> {
  if (connections.length === 0) return;
  if (!yes && !(await asked(context, connections))) {
    throw new CliError("CONNECTIONS_NEEDED", "The rule calls hosts that have to be opened first.", {
      remedy: "Nothing was changed. Import again with --yes, or open them yourself with the commands above.",
      exitCode: ExitCode.refused,
      problems: connections.map((connection) => ({
        place: connection.address,
        message: `${connection.purpose}.`,
        remedy: commandOf(connection),
      })),
    });
  }
  for (const { name, ...draft } of connections) await client.connections.save(name, draft);
}

async function asked(context: Context, connections: readonly PlannedConnection[]): Promise<boolean> {
  if (context.stdin.isTTY !== true || context.json) return false;
  const listed = connections.map(({ address, purpose }) => `  ${address}  ${purpose}`);
  context.ask(`Rules may then call:\n${listed.join("\n")}\nOpen these hosts? [y/N] `);
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input: context.stdin, output: silent });
  try {
    return /^y(?:es)?$/i.test((await lines.question("")).trim());
  } finally {
    lines.close();
  }
}

function commandOf({ name, address, allowLocal }: PlannedConnection): string {
  return `belfry connections add ${name} ${address}${allowLocal ? " --allow-local" : ""}`;
}
