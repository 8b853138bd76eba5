import { readFile } from "node:fs/promises";
import {
  ActionFailure,
  defineAction,
  isArtifactRef,
  parseDuration,
  type ActionContext,
  type ArtifactRef,
} from "@belfry/plugin-kit";
import type { z } from "zod";
import { mediaTypeOf, ScriptInput } from "./script-input.ts";

type Input = z.output<typeof ScriptInput>;

const LONGEST_MS = 3_600_000;

export const scriptRun = defineAction({
  id: "script.run",
  displayName: { zh: "运行脚本", en: "Run a script" },
  description: {
    zh: "在独立、受限的进程中运行 shell、Python 或 Node 脚本；须由管理员先在设置中允许",
    en: "Runs a shell, Python or Node script in a process of its own with limits; an administrator has to allow scripts in the settings first",
  },
  input: ScriptInput,
  idempotent: false,
  cost: "cpu",
  retryableErrors: "Running out of its time; an exit code when the step says so.",
  dryRun: "captured",
  timeoutMs: LONGEST_MS + 60_000,
  check(input) {
    if ("source" in input !== "file" in input) return [];
    const message = "A script is given as source or as file, as one of them.";
    return [{ path: "source", message, remedy: "Write source, or name the file." }];
  },
  async run(ctx, input) {
    const timeoutMs = typeof input.timeout === "number" ? input.timeout : parseDuration(input.timeout);
    if (timeoutMs > LONGEST_MS) throw invalid("A script may run for an hour at most.");
    const { exitCode, result, files, isCut } = await ctx.runScript({
      interpreter: input.interpreter,
      source: await sourceOf(ctx, input),
      args: input.args,
      env: {
        ...(await resolved(ctx, input.env)),
        BELFRY_IDEMPOTENCY_KEY: ctx.idempotencyKey,
        BELFRY_EXECUTION: String(ctx.execution.id),
        BELFRY_RULE: ctx.execution.rule,
      },
      stdin: input.inputs === undefined ? "" : JSON.stringify(input.inputs),
      files: await filesOf(ctx, input.files),
      outputFolder: await ctx.scratch(),
      timeoutMs,
      memoryBytes: input.memoryMb * 1_048_576,
      signal: ctx.signal,
      onLine: (stream, line) => (stream === "stdout" ? ctx.log.info(line) : ctx.log.warn(line)),
    });
    if (isCut) ctx.log.warn("The script wrote more or longer lines than a log keeps; some are missing.");
    if (!input.exitCodes.includes(exitCode)) {
      throw new ActionFailure(`The script ended with the exit code ${exitCode}.`, {
        class: "runtime",
        code: "SCRIPT_FAILED",
        details: { exitCode },
      });
    }
    const artifacts: ArtifactRef[] = [];
    for (const { name, path } of files)
      artifacts.push(await ctx.artifacts.adopt(path, { name, mediaType: mediaTypeOf(name) }));
    return { exitCode, result: readResult(result), files: artifacts };
  },
});

async function sourceOf(ctx: ActionContext, { source, file }: Input): Promise<string> {
  if (source !== undefined && file === undefined) return source;
  if (file !== undefined && source === undefined) return readFile(await ctx.artifacts.path(file), "utf8");
  throw invalid("A script is given as source or as file, as one of them.");
}

async function resolved(ctx: ActionContext, env: Input["env"]): Promise<Record<string, string>> {
  const entries = Object.entries(env).map(async ([name, value]) => [name, await ctx.secret(value)] as const);
  return Object.fromEntries(await Promise.all(entries));
}

function filesOf(ctx: ActionContext, files: Input["files"]): Promise<{ name: string; path: string }[]> {
  return Promise.all(
    files.map(async (one) => {
      const { file, name } = isArtifactRef(one) ? { file: one, name: one.name } : one;
      return { name, path: await ctx.artifacts.path(file) };
    }),
  );
}

function readResult(text: string | undefined): unknown {
  if (text === undefined || text.trim() === "") return null;
  try {
    return JSON.parse(text) as unknown;
  } catch (cause) {
    throw new ActionFailure("What the script wrote to the file BELFRY_RESULT names is not JSON.", {
      class: "runtime",
      code: "SCRIPT_OUTPUT_INVALID",
      cause,
    });
  }
}

function invalid(message: string): ActionFailure {
  return new ActionFailure(message, { class: "config", code: "SCRIPT_INVALID" });
}
