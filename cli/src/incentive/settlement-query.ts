import { extname } from "node:path";
import { CliError } from "../errors/cli-error.ts";
import { ExitCode } from "../errors/exit-code.ts";

/** What is asked for, by the name of the file. @throws CliError FILE_KIND_UNKNOWN */
export function settlementQuery(path: string, language: "zh" | "en") {
  const ending = extname(path).slice(1).toLowerCase();
  if (ending === "xlsx" || ending === "csv") return { format: ending, language } as const;
  throw new CliError("FILE_KIND_UNKNOWN", `A settlement is written as .xlsx or .csv, and not as ${path}.`, {
    remedy: "Name the file so.",
    exitCode: ExitCode.usage,
  });
}
