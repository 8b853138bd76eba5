import { analyzeSync } from "liquidjs";
import { isAppError } from "../errors/app-error.ts";
import { positionAt, type Problem } from "../errors/problems.ts";
import { expressionRoots } from "../expressions/compile-expression.ts";
import { unknownDirective } from "../time/format-in-zone.ts";
import { explainLiquidError } from "./explain-liquid-error.ts";
import { compileTemplate, type CompiledTemplate } from "./compile-template.ts";
import type { TemplatePartials } from "./template-engine.ts";
import type { TemplateEscape } from "./template-output.ts";

/** The names a template of a rule may begin with: those of expressions, but no secrets. */
const templateRoots: readonly string[] = expressionRoots.filter((root) => root !== "secrets");

/**
 * What is wrong with a template, found when it is saved: what cannot be read, names that do not exist, and date
 * patterns that mean nothing. Whether a value is there is known only when it is rendered.
 *
 * @param options.roots The names it may begin with. @default templateRoots
 * @param options.escape What it makes. @default "none"
 * @param options.partials Texts that it may write; what they need is looked for, too. @default none
 */
export function checkTemplate(
  source: string,
  path = "",
  options: {
    readonly roots?: readonly string[];
    readonly escape?: TemplateEscape;
    readonly partials?: TemplatePartials;
  } = {},
): Problem[] {
  const { escape = "none", partials } = options;
  try {
    const template = compileTemplate(source, { escape, ...(partials !== undefined && { partials }) });
    return [...unknownNames(template, options.roots ?? templateRoots), ...badDatePatterns(source)].map((problem) => ({
      ...problem,
      path,
    }));
  } catch (error) {
    if (isAppError(error, "TEMPLATE_INVALID")) return error.problems.map((problem) => ({ ...problem, path }));
    // A partial that is missing is noticed when the names are looked for.
    const problem = explainLiquidError(error, source);
    if (problem === undefined) throw error;
    return [{ ...problem, path }];
  }
}

function unknownNames(template: CompiledTemplate, roots: readonly string[]): Problem[] {
  const { globals } = analyzeSync([...template.parsed], { partials: template.partials !== undefined });
  return Object.entries(globals).flatMap(([name, uses]) => {
    if (roots.includes(name)) return [];
    const message = name === "secrets" ? "Secrets cannot be written into a text." : `There is no value named ${name}.`;
    const remedy =
      name === "secrets"
        ? "Give them whole to a secret field: ${{ secrets.NAME }}."
        : `Use one of ${roots.join(", ")}.`;
    return uses.map(({ location }) => ({
      path: "",
      position: { line: location.row, column: location.col },
      message,
      remedy,
    }));
  });
}

function badDatePatterns(source: string): Problem[] {
  return [...source.matchAll(/\|\s*date:\s*(?:"([^"]*)"|'([^']*)')/g)].flatMap((match) => {
    const directive = unknownDirective(match[1] ?? match[2] ?? "");
    if (directive === undefined) return [];
    return [
      {
        path: "",
        position: positionAt(source, match.index),
        message: `The date pattern has the part ${directive}, which means nothing.`,
        remedy: "Use %Y %m %d %H %M %S, or %-m and %-d without a leading zero.",
      },
    ];
  });
}
