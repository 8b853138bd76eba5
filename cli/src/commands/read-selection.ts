import { CliError } from "../errors/cli-error.ts";
import { ExitCode } from "../errors/exit-code.ts";

/** Members as options name them: `platform=pdd,tm shop=A`. */
export function readSelection(option: string, texts: readonly string[]): Record<string, string[]> {
  return Object.fromEntries(
    texts.map((text): [string, string[]] => {
      const [dimension = "", values = ""] = text.split(/=(.*)/s);
      const list = values.split(",").filter((value) => value !== "");
      if (dimension !== "" && list.length > 0) return [dimension, list];
      const remedy = "Write it like platform=pdd,tm.";
      throw new CliError("OPTION_INVALID", `${option} cannot be "${text}".`, { remedy, exitCode: ExitCode.usage });
    }),
  );
}
