import { CliError } from "../errors/cli-error.ts";
import { ExitCode } from "../errors/exit-code.ts";
import { withContext, type AddCommand } from "./command.ts";

export const addPersonalDataExport: AddCommand = (parent, host) => {
  parent
    .command("export")
    .description("print, as JSON, every row in which one of these addresses, numbers or names stands")
    .argument("<text...>")
    .action(
      withContext(host, async (context, texts: string[]) => {
        const found = await (await context.client()).personalData.export(texts);
        context.print({ found }, JSON.stringify({ found }, null, 2));
      }),
    );
};

export const addPersonalDataErase: AddCommand = (parent, host) => {
  parent
    .command("erase")
    .description("erase these addresses, numbers or names from what work left behind; this cannot be undone")
    .argument("<text...>")
    .option("--yes", "do it")
    .action(
      withContext(host, async (context, texts: string[], options: { readonly yes?: boolean }) => {
        if (options.yes !== true) {
          throw new CliError("OPTION_INVALID", "Erasing cannot be undone.", {
            remedy: "Look at it with belfry personal-data export first, then add --yes.",
            exitCode: ExitCode.usage,
          });
        }
        const erasure = await (await context.client()).personalData.erase(texts);
        const erased = Object.entries(erasure.erased).map(([place, count]) => `${place}: ${count}`);
        const left = erasure.stillNamedIn.map(({ place, row }) => `still named in ${place}: ${nameOf(row)}`);
        const lines = [...(erased.length === 0 ? ["Nothing was left to erase."] : erased), ...left];
        context.print(erasure, lines.join("\n"));
      }),
    );
};

/** What a person calls the row: its name, or whatever stands first in it. */
function nameOf(row: Readonly<Record<string, unknown>>): string {
  const known = ["name", "slug", "id", "n"].find((key) => row[key] !== undefined);
  return String(known === undefined ? Object.values(row)[0] : row[known]);
}
