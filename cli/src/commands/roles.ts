import { formatTable } from "../output/table.ts";
import { withContext, type AddCommand } from "./command.ts";

export const addRolesList: AddCommand = (parent, host) => {
  parent
    .command("list")
    .description("list the roles, with what each may do")
    .action(
      withContext(host, async (context) => {
        const { items, permissions } = await (await context.client()).roles.list();
        const rows = items.map((role) => [
          role.name,
          role.builtin ? "built-in" : "own",
          String(role.users),
          role.permissions.length === permissions.length ? "everything" : role.permissions.join(" "),
        ]);
        const columns = [
          { head: "ROLE", flexible: true },
          { head: "KIND" },
          { head: "PEOPLE", align: "right" as const },
          { head: "MAY", flexible: true },
        ];
        context.print({ items, permissions }, formatTable(columns, rows, context.width));
      }),
    );
};
