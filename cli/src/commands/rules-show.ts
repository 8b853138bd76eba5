import { stringify } from "yaml";
import { formatInstant, scheduleOf } from "../output/format.ts";
import { withContext, type AddCommand } from "./command.ts";

export const addRulesShow: AddCommand = (parent, config) => {
  parent
    .command("show")
    .description("show one rule; --yaml gives it as a file that `rules apply` takes")
    .argument("<rule>")
    .option("--yaml", "only the definition, as YAML")
    .action(
      withContext(config, async (context, slug: string, options: { readonly yaml?: boolean }) => {
        const rule = await (await context.client()).rules.get(slug);
        if (options.yaml === true && !context.json) {
          process.stdout.write(stringify(rule.definition, { lineWidth: 120 }));
          return;
        }
        const labels = Object.entries(rule.labels).map(([key, value]) => `${key}=${value}`);
        const text = [
          `${rule.rule}  ${rule.name}`,
          `status    ${rule.status}`,
          `version   ${rule.version}, by ${rule.author}, ${formatInstant(rule.updatedAt)}`,
          `schedule  ${scheduleOf(rule, config.language)}`,
          `next      ${formatInstant(rule.nextFireAt)}`,
          ...(labels.length === 0 ? [] : [`labels    ${labels.join(", ")}`]),
          "",
          stringify(rule.definition, { lineWidth: context.width }).trimEnd(),
        ];
        context.print(rule, text.join("\n"));
      }),
    );
};
