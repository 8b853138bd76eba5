import { randomBytes } from "node:crypto";
import { rename, writeFile } from "node:fs/promises";
import type { EvaluationState } from "@belfry/incentive";
import { CliError } from "../errors/cli-error.ts";
import { ExitCode } from "../errors/exit-code.ts";
import { readIfThere } from "../read-if-there.ts";

/** The state that the last run left in a file; undefined: there was none. @throws CliError FILE_INVALID */
export async function readStateFile(path: string): Promise<EvaluationState | undefined> {
  const { stateFromJson } = await import("@belfry/incentive");
  const text = await readIfThere(path);
  if (text === undefined) return undefined;
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw new CliError("FILE_INVALID", `${path} holds no JSON.`, {
      remedy: "Name the file that the last run wrote, or one that is not there yet.",
      exitCode: ExitCode.refused,
      cause: error,
    });
  }
  return stateFromJson(json);
}

/** Puts the new state in the place of the old one, whole or not at all. */
export async function writeStateFile(path: string, state: EvaluationState): Promise<void> {
  const { stateToJson } = await import("@belfry/incentive");
  const draft = `${path}.${randomBytes(4).toString("hex")}.tmp`;
  await writeFile(draft, `${JSON.stringify(stateToJson(state))}\n`);
  await rename(draft, path);
}
