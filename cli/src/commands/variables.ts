import { CliError } from "../errors/cli-error.ts";
import { ExitCode } from "../errors/exit-code.ts";
import { formatInstant } from "../output/format.ts";
import { formatTable } from "../output/table.ts";
import { readDocument } from "../yaml/read-document.ts";
import { withContext, type AddCommand } from "./command.ts";

export const addVariablesApply: AddCommand = (parent, host) => {
  parent
    .command("apply")
    .description("set variables from a YAML or JSON file; those that are not in it stay; - reads standard input")
    .argument("<file>")
    .action(
      withContext(host, async (context, path: string) => {
        const values = valuesOf(path, (await readDocument(path, context.stdin)).data);
        await (await context.client()).variables.set(values);
        const names = Object.keys(values);
        context.print({ set: names }, names.length === 0 ? "There was nothing to set." : `Set ${names.join(", ")}.`);
      }),
    );
};

export const addVariablesList: AddCommand = (parent, host) => {
  parent
    .command("list")
    .description("list the variables; --json gives their whole values")
    .action(
      withContext(host, async (context) => {
        const items = await (await context.client()).variables.list();
        const rows = items.map(({ name, value, updatedAt }) => [
          name,
          formatInstant(updatedAt),
          JSON.stringify(value) ?? "",
        ]);
        const columns = [{ head: "NAME" }, { head: "CHANGED" }, { head: "VALUE", flexible: true }];
        context.print(
          { items },
          rows.length === 0 ? "There are no variables." : formatTable(columns, rows, context.width),
        );
      }),
    );
};

export const addVariablesRemove: AddCommand = (parent, host) => {
  parent
    .command("remove")
    .description("remove a variable; rules that read it fail from then on")
    .argument("<name>")
    .action(
      withContext(host, async (context, name: string) => {
        await (await context.client()).variables.remove(name);
        context.print({ removed: name }, `Removed ${name}.`);
      }),
    );
};

/** A file holds the variables below the key `variables`, as the examples do, or is one object of them. */
function valuesOf(path: string, data: unknown): Record<string, unknown> {
  const values =
    isObject(data) && Object.keys(data).length === 1 && isObject(data["variables"]) ? data["variables"] : data;
  if (isObject(values)) return values;
  const remedy = "Write an object: name: value, each on a line.";
  throw new CliError("FILE_INVALID", `${path} holds no variables.`, { remedy, exitCode: ExitCode.refused });
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
