import type { Command } from "commander";
import type { CliConfig } from "../config.ts";
import { createContext, type Context } from "../context.ts";
import { CliError } from "../errors/cli-error.ts";
import { ExitCode } from "../errors/exit-code.ts";

/** What every command file exports: it adds one command to its parent. */
export type AddCommand = (parent: Command, config: CliConfig) => void;

/**
 * The action of a command: `work` is handed the context, then the arguments and the options as commander gives them.
 *
 * @example
 * ```ts
 * const addShow: AddCommand = (parent, config) =>
 *   void parent
 *     .command("show")
 *     .argument("<rule>")
 *     .action(
 *       withContext(config, async (context, rule: string) => {
 *         const client = await context.client();
 *         context.print(await client.rules.get(rule), rule);
 *       }),
 *     );
 * ```
 */
export function withContext<Values extends unknown[]>(
  config: CliConfig,
  work: (context: Context, ...values: Values) => Promise<void>,
): (...values: [...Values, Command]) => Promise<void> {
  return async (...values) => {
    const command = values.at(-1) as Command;
    await work(createContext(command, config), ...(values.slice(0, -1) as Values));
  };
}

/** @throws CliError OPTION_INVALID */
export function readWholeNumber(option: string, text: string): number {
  if (/^\d{1,15}$/.test(text) && Number(text) > 0) return Number(text);
  throw invalidOption(option, text, "Write a whole number above 0.");
}

/** A time as the API takes it; one without a zone is meant as the clock of this machine shows it. @throws CliError OPTION_INVALID */
export function readInstant(option: string, text: string): string {
  const at = new Date(/^\d{4}-\d\d-\d\d$/.test(text) ? `${text}T00:00:00` : text);
  if (/^\d{4}-\d\d-\d\d/.test(text) && !Number.isNaN(at.getTime())) return at.toISOString();
  throw invalidOption(option, text, "Write it like 2026-02-16, 2026-02-16T06:00:00 or 2026-02-16T06:00:00+08:00.");
}

function invalidOption(option: string, text: string, remedy: string): CliError {
  return new CliError("OPTION_INVALID", `${option} cannot be "${text}".`, { remedy, exitCode: ExitCode.usage });
}
