import { withContext, type AddCommand } from "./command.ts";

export const addRulesFolders: AddCommand = (parent, host) => {
  parent
    .command("folders")
    .description("list the folders of the rules, and how many rules lie in each")
    .action(
      withContext(host, async (context) => {
        const items = await (await context.client()).rules.folders();
        const lines = items.map(({ folder, name, rules, total }) => {
          const depth = folder === "" ? 0 : folder.split("/").length;
          const count = rules === total ? `${total}` : `${total}, ${rules} of them in it`;
          return `${"  ".repeat(depth)}${folder === "" ? "all" : name}  ${count}`;
        });
        context.print({ items }, lines.join("\n"));
      }),
    );
};
