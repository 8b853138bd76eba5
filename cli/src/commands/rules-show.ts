import { stringify } from "yaml";
import { inReadingOrder } from "../yaml/rule-order.ts";
import { formatInstant, scheduleOf } from "../output/format.ts";
import { withContext, type AddCommand } from "./command.ts";

export const addRulesShow: AddCommand = (parent, host) => {
  parent
    .command("show")
    .description("show one rule; --yaml gives it as a file that `rules apply` takes")
    .argument("<rule>")
    .option("--yaml", "only the definition, as YAML")
    .action(
      withContext(host, async (context, slug: string, options: { readonly yaml?: boolean }) => {
        const rule = await (await context.client()).rules.get(slug);
        if (options.yaml === true && !context.json) {
          context.write(stringify(inReadingOrder(rule.definition), { lineWidth: 120 }));
          return;
        }
        const labels = Object.entries(rule.labels).map(([key, value]) => `${key}=${value}`);
        const text = [
          `${rule.rule}  ${rule.name}`,
          `status    ${rule.status}`,
          `revision  ${rule.revision}`,
          `version   ${rule.version}, by ${rule.author}, ${formatInstant(rule.updatedAt)}`,
          `schedule  ${scheduleOf(rule, context.config.language)}`,
          `next      ${formatInstant(rule.nextFireAt)}`,
          ...(labels.length === 0 ? [] : [`labels    ${labels.join(", ")}`]),
          "",
          stringify(inReadingOrder(rule.definition), { lineWidth: context.width }).trimEnd(),
        ];
        context.print(rule, text.join("\n"));
      }),
    );
};
