import { readSecret } from "../output/read-secret.ts";
import { formatInstant } from "../output/format.ts";
import { formatTable } from "../output/table.ts";
import { withContext, type AddCommand } from "./command.ts";

export const addSecretsSet: AddCommand = (parent, host) => {
  parent
    .command("set")
    .description("store a secret; its value is asked for, or read from standard input")
    .argument("<name>")
    .action(
      withContext(host, async (context, name: string) => {
        // An argument would stand in the list of processes and in the shell's history.
        const value = await readSecret(context, `${name}: `);
        await (await context.client()).secrets.set(name, value);
        context.print({ set: name }, `Stored ${name}.`);
      }),
    );
};

export const addSecretsList: AddCommand = (parent, host) => {
  parent
    .command("list")
    .description("list the names of the secrets; their values never come out again")
    .action(
      withContext(host, async (context) => {
        const items = await (await context.client()).secrets.list();
        const rows = items.map(({ name, updatedAt }) => [name, formatInstant(updatedAt)]);
        const columns = [{ head: "NAME", flexible: true }, { head: "CHANGED" }];
        context.print({ items }, rows.length === 0 ? "The vault is empty." : formatTable(columns, rows, context.width));
      }),
    );
};

export const addSecretsRemove: AddCommand = (parent, host) => {
  parent
    .command("remove")
    .description("remove a secret that no rule and no account names")
    .argument("<name>")
    .option("--force", "remove it all the same: what names it fails from then on")
    .action(
      withContext(host, async (context, name: string, options: { readonly force?: boolean }) => {
        await (await context.client()).secrets.remove(name, options);
        context.print({ removed: name }, `Removed ${name}.`);
      }),
    );
};
