import { createClient, isBelfryProblem } from "@belfry/client";
import type { Context } from "../context.ts";
import { ExitCode } from "../errors/exit-code.ts";
import { formatBytes, formatInstant } from "../output/format.ts";
import { readOverview, sizeOfFile, type ServiceOverview } from "../service/service-overview.ts";
import { runningPid } from "../service/service-process.ts";
import { withContext, type AddCommand } from "./command.ts";

export const addStatus: AddCommand = (parent, host) => {
  parent
    .command("status")
    .description("say whether Belfry runs, and where; exit code 3 when it does not answer")
    .action(
      withContext(host, async (context) => {
        const [pid, url, answer] = await Promise.all([runningPid(context.files), context.url(), askHealth(context)]);
        const [overview, logBytes] = await Promise.all([
          answer.ready ? readOverview(context) : null,
          sizeOfFile(context.files.log),
        ]);
        const status = {
          running: pid !== undefined,
          pid: pid ?? null,
          url,
          ...answer,
          dataDir: context.files.dataDir,
          log: context.files.log,
          logBytes,
          nodes: overview?.nodes ?? null,
          nextFire: overview?.nextFire ?? null,
        };
        const state = answer.ready
          ? "ready"
          : answer.version === null
            ? "does not answer"
            : "answers, but is not ready";
        const text = [
          `Belfry ${answer.version ?? ""} at ${url}: ${state}`.replace("  ", " "),
          `process   ${pid ?? "none in the background"}`,
          `data      ${status.dataDir}`,
          `log       ${status.log}${logBytes === null ? "" : `, ${formatBytes(logBytes)}`}`,
          ...(overview === null ? [] : overviewLines(overview)),
          ...(answer.problem === null ? [] : [`problem   ${answer.problem}`]),
        ];
        context.print(status, text.join("\n"));
        return answer.ready ? ExitCode.ok : ExitCode.unreachable;
      }),
    );
};

function overviewLines({ nodes, nextFire }: ServiceOverview): string[] {
  const each = nodes.map(({ name, state, roles }) => `${name} ${state} (${roles.join(", ")})`);
  const next = nextFire === null ? "no rule fires by itself" : `${formatInstant(nextFire.at)}  ${nextFire.rule}`;
  return [`nodes     ${each.length === 0 ? "none" : each.join("; ")}`, `next      ${next}`];
}

async function askHealth(
  context: Context,
): Promise<{ version: string | null; ready: boolean; problem: string | null }> {
  const { health } = createClient({ baseUrl: await context.url(), timeoutMs: 5_000 });
  let version: string | null = null;
  try {
    ({ version } = await health.alive());
    await health.ready();
    return { version, ready: true, problem: null };
  } catch (error) {
    if (!isBelfryProblem(error)) throw error;
    return { version, ready: false, problem: error.message };
  }
}
