import type { Command } from "commander";
import { createContext, type Context } from "../context.ts";
import { CliError } from "../errors/cli-error.ts";
import { ExitCode } from "../errors/exit-code.ts";
import type { CliHost } from "../host.ts";

/** What every command file exports: it adds one command to its parent. */
export type AddCommand = (parent: Command, host: CliHost) => void;

/**
 * The action of a command: `work` is handed the context, then the arguments and the options as commander gives them. It
 * may return an exit code; without one the command ends with 0.
 *
 * @example
 * ```ts
 * const addShow: AddCommand = (parent, host) =>
 *   void parent
 *     .command("show")
 *     .argument("<rule>")
 *     .action(
 *       withContext(host, async (context, rule: string) => {
 *         const client = await context.client();
 *         context.print(await client.rules.get(rule), rule);
 *       }),
 *     );
 * ```
 */
export function withContext<Values extends unknown[]>(
  host: CliHost,
  work: (context: Context, ...values: Values) => Promise<number | void>,
): (...values: [...Values, Command]) => Promise<void> {
  return async (...values) => {
    const command = values.at(-1) as Command;
    const code = await work(createContext(command, host), ...(values.slice(0, -1) as Values));
    if (code !== undefined) host.exitWith(code);
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

/** A day as the API takes it. @throws CliError OPTION_INVALID */
export function readDay(option: string, text: string): string {
  if (/^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text))) return text;
  throw invalidOption(option, text, "Write a day like 2026-02-16.");
}

/** Seconds of a duration like `90s`, `30m`, `24h` or `7d`; 0 is none. @throws CliError OPTION_INVALID */
export function readDuration(option: string, text: string): number {
  const [, number = "", unit = ""] = /^(\d{1,6})([smhd]?)$/.exec(text) ?? [];
  const seconds = { s: 1, m: 60, h: 3_600, d: 86_400 }[unit];
  if (number !== "" && seconds !== undefined) return Number(number) * seconds;
  if (text === "0") return 0;
  throw invalidOption(option, text, "Write it like 90s, 30m, 24h or 7d, or 0.");
}

/** @throws CliError OPTION_INVALID */
export function readYesNo(option: string, text: string): boolean {
  if (text === "yes" || text === "no") return text === "yes";
  throw invalidOption(option, text, "Write yes or no.");
}

function invalidOption(option: string, text: string, remedy: string): CliError {
  return new CliError("OPTION_INVALID", `${option} cannot be "${text}".`, { remedy, exitCode: ExitCode.usage });
}
