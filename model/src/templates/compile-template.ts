import type { Template } from "liquidjs";
import { LruCache } from "../cache/lru-cache.ts";
import { AppError } from "../errors/app-error.ts";
import { parseField } from "../expressions/field.ts";
import { explainLiquidError } from "./explain-liquid-error.ts";
import { engineFor, partialsKey, type TemplatePartials } from "./template-engine.ts";
import type { TemplateEscape } from "./template-output.ts";

/** A template that was read. Made by `compileTemplate`, used by `renderTemplate`; good for any number of renders. */
export interface CompiledTemplate {
  readonly source: string;
  readonly escape: TemplateEscape;
  /** What it may write with `{% render %}`; none: nothing. */
  readonly partials?: TemplatePartials;
  /** For `renderTemplate` and `checkTemplate` only. */
  readonly parsed: readonly Template[];
}

// A template of a mail takes some 50 kB when parsed.
const compiled = new LruCache<string, CompiledTemplate>(500);

/**
 * Reads a Liquid template.
 *
 * @param options.escape What it makes, by which the values in it are escaped: `html` for fields that hold HTML, `none` for
 * plain text.
 * @param options.partials Texts that it may write. @default none
 * @throws AppError `TEMPLATE_INVALID` with the problem.
 */
export function compileTemplate(
  source: string,
  { escape, partials }: { readonly escape: TemplateEscape; readonly partials?: TemplatePartials },
): CompiledTemplate {
  return compiled.getOrMake(`${escape} ${partialsKey(partials)} ${source}`, () => parse(source, escape, partials));
}

function parse(source: string, escape: TemplateEscape, partials: TemplatePartials | undefined): CompiledTemplate {
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
    const parsed = engineFor(escape, partials).parse(source);
    return { source, escape, parsed, ...(partials !== undefined && { partials }) };
  } catch (error) {
    const problem = explainLiquidError(error, source);
    throw problem === undefined ? error : new AppError("TEMPLATE_INVALID", { problems: [problem] }, { cause: error });
  }
}
