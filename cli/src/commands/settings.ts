import type { Settings } from "@belfry/client";
import { CliError } from "../errors/cli-error.ts";
import { ExitCode } from "../errors/exit-code.ts";
import { withContext, type AddCommand } from "./command.ts";

export const addSettingsShow: AddCommand = (parent, host) => {
  parent
    .command("show")
    .description("show the settings of the installation")
    .action(
      withContext(host, async (context) => {
        const settings = await (await context.client()).settings.get();
        context.print(settings, linesOf(settings));
      }),
    );
};

export const addSettingsSet: AddCommand = (parent, host) => {
  parent
    .command("set")
    .description("change settings: approvals.firstEnable=true approvals.recipientsAbove=100")
    .argument("<setting=value...>")
    .action(
      withContext(host, async (context, assignments: string[]) => {
        const patch: Record<string, Record<string, unknown>> = {};
        for (const { group, field, value } of assignments.map(readAssignment))
          patch[group] = { ...patch[group], [field]: value };
        // What the fields may hold is checked by the server, which knows its version of them.
        const settings = await (await context.client()).settings.change(patch);
        context.print(settings, linesOf(settings));
      }),
    );
};

function readAssignment(text: string): { group: string; field: string; value: unknown } {
  const [, group, field, value] = /^(\w+)\.(\w+)=([\s\S]*)$/.exec(text) ?? [];
  if (group === undefined || field === undefined || value === undefined) {
    throw new CliError("OPTION_INVALID", `"${text}" is no setting.`, {
      remedy: "Write it like approvals.deletion=true; belfry settings show lists them.",
      exitCode: ExitCode.usage,
    });
  }
  return { group, field, value: valueOf(value) };
}

/** JSON where it is JSON, else the text itself: `7d` needs no quotation marks. */
function valueOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    if (error instanceof SyntaxError) return text;
    throw error;
  }
}

function linesOf(settings: Settings): string {
  return Object.entries(settings)
    .flatMap(([group, fields]) =>
      Object.entries(fields as Readonly<Record<string, unknown>>).map(
        ([field, value]) => `${group}.${field}=${JSON.stringify(value)}`,
      ),
    )
    .join("\n");
}
