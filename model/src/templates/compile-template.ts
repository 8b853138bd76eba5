import type { Template } from "liquidjs";
import { LruCache } from "../cache/lru-cache.ts";
import { AppError } from "../errors/app-error.ts";
import { parseField } from "../expressions/field.ts";
import { explainLiquidError } from "./explain-liquid-error.ts";
import { engineFor } from "./template-engine.ts";
import type { TemplateEscape } from "./template-output.ts";

/** A template that was read. Made by `compileTemplate`, used by `renderTemplate`; good for any number of renders. */
export interface CompiledTemplate {
  readonly source: string;
  readonly escape: TemplateEscape;
  /** For `renderTemplate` and `checkTemplate` only. */
  readonly parsed: readonly Template[];
}

// A template of a mail takes some 50 kB when parsed.
const compiled = new LruCache<string, CompiledTemplate>(500);

/**
 * Reads a Liquid template.
 *
 * @param options.escape `html` for fields that hold HTML: every value that is written is escaped. `none` for plain text.
 * @throws AppError `TEMPLATE_INVALID` with the problem.
 */
export function compileTemplate(source: string, options: { readonly escape: TemplateEscape }): CompiledTemplate {
  return compiled.getOrMake(`${options.escape} ${source}`, () => parse(source, options.escape));
}

function parse(source: string, escape: TemplateEscape): CompiledTemplate {
  const field = parseField(source);
  if (field.kind !== "literal") {
    const position = field.kind === "problem" ? field.problem.position : { line: 1, column: 1 };
    const problem = {
      path: "",
      ...(position === undefined ? {} : { position }),
      message: "An expression ${{ … }} stands inside a template.",
      remedy:
        "Write {{ … }} in a text, or make the whole value one expression. For a dollar sign before a value write {{ '$' }}{{ … }}.",
    };
    throw new AppError("TEMPLATE_INVALID", { problems: [problem] });
  }
  try {
    return { source, escape, parsed: engineFor(escape).parse(source) };
  } catch (error) {
    const problem = explainLiquidError(error, source);
    throw problem === undefined ? error : new AppError("TEMPLATE_INVALID", { problems: [problem] }, { cause: error });
  }
}
