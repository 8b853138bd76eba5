import { createClient, isBelfryProblem } from "@belfry/client";
import { CliError } from "../errors/cli-error.ts";
import type { Context } from "../context.ts";
import { runningPid } from "../service/service-process.ts";
import { fail, ok, warn, type CheckResult } from "./check.ts";

const LARGEST_SKEW_MS = 5_000;

/** What can be seen of the server from outside: whether it answers, its database, its schema, its clock, our token. */
export async function checkServer(context: Context, ownVersion: string): Promise<CheckResult[]> {
  const [url, pid] = await Promise.all([context.url(), runningPid(context.files)]);
  let answeredAt: Date | undefined;
  const watched = async (request: Request) => {
    const response = await fetch(request);
    answeredAt = new Date(response.headers.get("date") ?? Number.NaN);
    return response;
  };
  const { health } = createClient({ baseUrl: url, timeoutMs: 5_000, fetch: watched });

  const alive = await settle(() => health.alive());
  if (alive.problem !== undefined) {
    if (pid !== undefined) {
      return [
        fail(
          "server",
          `process ${pid} runs, but ${alive.problem.message}`,
          `Look into ${context.files.log}, then: belfry restart`,
        ),
      ];
    }
    const isOther = alive.problem.code === "UNEXPECTED_ANSWER";
    if (isOther)
      return [
        fail("server", alive.problem.message, "Another program listens there: stop it, or choose another --port."),
      ];
    return [fail("server", `nobody answers at ${url}`, "Start it: belfry start")];
  }
  const { version } = alive.value;
  const ready = await settle(() => health.ready());
  return [
    ok("server", `${url} answers${pid === undefined ? "" : `, process ${pid}`}`),
    ready.problem === undefined
      ? ok("database", "reachable")
      : fail("database", ready.problem.message, ready.problem.remedy),
    // The server brings the schema up to date before it answers anything.
    version === ownVersion
      ? ok("migrations", `applied, for version ${version}`)
      : warn(
          "migrations",
          `the server runs version ${version}, this is ${ownVersion}`,
          "belfry restart applies those of this version.",
        ),
    checkSkew(answeredAt),
    await checkToken(context),
  ];
}

function checkSkew(answeredAt: Date | undefined): CheckResult {
  const skewMs = Math.abs(Date.now() - (answeredAt?.getTime() ?? Number.NaN));
  if (Number.isNaN(skewMs))
    return warn("clock of the server", "it does not say its time", "Look what stands between here and there.");
  // The header has whole seconds.
  if (skewMs <= LARGEST_SKEW_MS) return ok("clock of the server", "agrees with this one");
  return warn(
    "clock of the server",
    `${Math.round(skewMs / 1_000)} s away from this one`,
    "Set both by a time server.",
  );
}

async function checkToken(context: Context): Promise<CheckResult> {
  try {
    const { name, role } = await (await context.client()).session.me();
    return ok("token", `${name}, ${role}`);
  } catch (error) {
    if (error instanceof CliError || isBelfryProblem(error)) return fail("token", error.message, error.remedy);
    throw error;
  }
}

async function settle<T>(
  work: () => Promise<T>,
): Promise<
  { value: T; problem?: never } | { value?: never; problem: { code: string; message: string; remedy: string } }
> {
  try {
    return { value: await work() };
  } catch (error) {
    if (isBelfryProblem(error)) return { problem: error };
    throw error;
  }
}
