import { analyzeSync } from "liquidjs";
import { isAppError } from "../errors/app-error.ts";
import { positionAt, type Problem } from "../errors/problems.ts";
import { expressionRoots } from "../expressions/compile-expression.ts";
import { unknownDirective } from "../time/format-in-zone.ts";
import { compileTemplate, type CompiledTemplate } from "./compile-template.ts";

/** The names a template of a rule may begin with: those of expressions, but no secrets. */
const templateRoots: readonly string[] = expressionRoots.filter((root) => root !== "secrets");

/**
 * What is wrong with a template, found when it is saved: what cannot be read, names that do not exist, and date
 * patterns that mean nothing. Whether a value is there is known only when it is rendered.
 *
 * @param options.roots The names it may begin with. @default templateRoots
 */
export function checkTemplate(
  source: string,
  path = "",
  options: { readonly roots?: readonly string[] } = {},
): Problem[] {
  try {
    const template = compileTemplate(source, { escape: "none" });
    return [...unknownNames(template, options.roots ?? templateRoots), ...badDatePatterns(source)].map((problem) => ({
      ...problem,
      path,
    }));
  } catch (error) {
    if (!isAppError(error, "TEMPLATE_INVALID")) throw error;
    return error.problems.map((problem) => ({ ...problem, path }));
  }
}

function unknownNames(template: CompiledTemplate, roots: readonly string[]): Problem[] {
  const { globals } = analyzeSync([...template.parsed], { partials: false });
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
