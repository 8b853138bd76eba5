import type { BelfryClient } from "@belfry/client";
import { CliError } from "../errors/cli-error.ts";
import { ExitCode } from "../errors/exit-code.ts";

/** The grid that is meant: the only one, where none is named. */
export async function gridOf(grids: BelfryClient["grids"], name: string | undefined): Promise<string> {
  if (name !== undefined) return name;
  const names = (await grids.list()).map(({ definition }) => String(definition["grid"]));
  const [only] = names;
  if (names.length === 1 && only !== undefined) return only;
  const remedy = names.length === 0 ? "Save one: belfry grid apply FILE" : `Name one of ${names.join(", ")}.`;
  const what = names.length === 0 ? "There is no grid." : "There are several grids.";
  throw new CliError("OPTION_MISSING", what, { remedy, exitCode: ExitCode.usage });
}
