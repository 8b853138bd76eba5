import { formatTable } from "../output/table.ts";
import { withContext, type AddCommand } from "./command.ts";

export const addConnectionsList: AddCommand = (parent, host) => {
  parent
    .command("list")
    .description("list the places of the own network that rules and channels may call")
    .action(
      withContext(host, async (context) => {
        const items = await (await context.client()).connections.list();
        const rows = items.map(({ name, address, allowLocal, purpose, createdBy }) => [
          name,
          allowLocal ? `${address} (this machine)` : address,
          purpose,
          createdBy,
        ]);
        const columns = [
          { head: "NAME" },
          { head: "ADDRESS" },
          { head: "PURPOSE", flexible: true },
          { head: "CREATED BY" },
        ];
        const empty = "There are no connections: only public addresses may be called.";
        context.print({ items }, rows.length === 0 ? empty : formatTable(columns, rows, context.width));
      }),
    );
};

interface AddOptions {
  readonly purpose: string;
  readonly allowLocal?: boolean;
}

export const addConnectionsAdd: AddCommand = (parent, host) => {
  parent
    .command("add")
    .description("open a host of the own network for rules and channels, or replace the connection with this name")
    .argument("<name>", "small letters, digits, dots, dashes, underscores")
    .argument("<address>", "a host or an address, with a port or for all of them: gate.campus.example:8443")
    .option("--purpose <text>", "what it is for", "")
    .option("--allow-local", "the address lies on the machine that Belfry runs on, and that is meant")
    .action(
      withContext(host, async (context, name: string, address: string, { purpose, allowLocal }: AddOptions) => {
        const draft = { address, purpose, allowLocal: allowLocal === true };
        const saved = await (await context.client()).connections.save(name, draft);
        context.print(saved, `${saved.address} may be called now.`);
      }),
    );
};

export const addConnectionsRemove: AddCommand = (parent, host) => {
  parent
    .command("remove")
    .description("close what a connection opened")
    .argument("<name>")
    .action(
      withContext(host, async (context, name: string) => {
        await (await context.client()).connections.remove(name);
        context.print({ removed: name }, `Removed ${name}.`);
      }),
    );
};
