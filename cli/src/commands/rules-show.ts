import { stringify } from "yaml";
import { toYaml } from "../yaml/rule-yaml.ts";
import { formatInstant, scheduleOf } from "../output/format.ts";
import { readWholeNumber, withContext, type AddCommand } from "./command.ts";

interface ShowOptions {
  readonly yaml?: boolean;
  readonly at?: string;
}

export const addRulesShow: AddCommand = (parent, host) => {
  parent
    .command("show")
    .description("show one rule; --yaml gives it as a file that `rules apply` takes")
    .argument("<rule>")
    .option("--yaml", "only the definition, as YAML")
    .option("--at <version>", "as it was at this version")
    .action(
      withContext(host, async (context, slug: string, options: ShowOptions) => {
        const { rules } = await context.client();
        if (options.at !== undefined) {
          const version = await rules.version(slug, readWholeNumber("--at", options.at));
          const note = version.note === "" ? "" : `: ${version.note}`;
          const head = `# ${slug}, version ${version.version} by ${version.author}, ${formatInstant(version.createdAt)}${note}`;
          context.print(version, `${head}\n${toYaml(version.definition).trimEnd()}`);
          return;
        }
        const rule = await rules.get(slug);
        if (options.yaml === true && !context.json) {
          context.write(toYaml(rule.definition));
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
          ...(rule.folder === null ? [] : [`folder    ${rule.folder}`]),
          ...(rule.source === null ? [] : [`source    ${rule.source}`]),
          ...(labels.length === 0 ? [] : [`labels    ${labels.join(", ")}`]),
          "",
          stringify(rule.definition, { lineWidth: context.width }).trimEnd(),
        ];
        context.print(rule, text.join("\n"));
      }),
    );
};
