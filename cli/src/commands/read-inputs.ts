import { parse as parseYaml } from "yaml";
import type { Context } from "../context.ts";
import { CliError } from "../errors/cli-error.ts";
import { ExitCode } from "../errors/exit-code.ts";
import { readDocument } from "../yaml/read-document.ts";

export interface InputOptions {
  /** `name=value`, the value read as YAML. */
  readonly input?: readonly string[];
  /** A file with all of them. */
  readonly inputs?: string;
}

/** The inputs of a rule as they are given on the command line; nothing when none are. @throws CliError INPUT_INVALID */
export async function readInputs(
  options: InputOptions,
  stdin: Context["stdin"],
): Promise<Record<string, unknown> | undefined> {
  if (options.input === undefined && options.inputs === undefined) return undefined;
  const fromFile = options.inputs === undefined ? {} : (await readDocument(options.inputs, stdin)).data;
  if (typeof fromFile !== "object" || fromFile === null || Array.isArray(fromFile)) {
    const remedy = "Write an object: name: value.";
    throw new CliError("INPUT_INVALID", `${options.inputs} holds no inputs.`, { remedy, exitCode: ExitCode.refused });
  }
  return Object.fromEntries([...Object.entries(fromFile), ...(options.input ?? []).map(readInput)]);
}

function readInput(text: string): [string, unknown] {
  const [, name, value] = /^([^=]+)=(.*)$/s.exec(text) ?? [];
  if (name === undefined || value === undefined) {
    const remedy = "Write it like --input date=2026-02-16.";
    throw new CliError("INPUT_INVALID", `"${text}" is no input.`, { remedy, exitCode: ExitCode.usage });
  }
  return [name, parseYaml(value) as unknown];
}
