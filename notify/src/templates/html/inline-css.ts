import { readDeclarations, readStyleSheet, type CssDeclaration, type CssRule } from "./css-rules.ts";
import { matches, type StyledElement } from "./css-selector.ts";
import { htmlTokens, type HtmlToken } from "./html-tokens.ts";

const VOID = new Set(["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"]);
const UNSEEN = new Set(["html", "head", "title", "meta", "style", "link", "base", "script"]);

type OpenTag = Extract<HtmlToken, { kind: "open" }>;

/**
 * Writes the rules of the page's style sheets to the elements that they mean, because many mail programs read nothing else.
 * What an element says itself wins, but for `!important`; what depends on the screen stays in its style sheet.
 */
export function inlineCss(html: string): string {
  if (!/<style[\s>]/i.test(html)) return html;
  const tokens = [...htmlTokens(html)];
  const rules = tokens.flatMap((token) =>
    token.kind === "raw" && token.element === "style" ? readStyleSheet(token.raw).rules : [],
  );
  const line: StyledElement[] = [];
  return withoutEmptySheets(
    tokens
      .map((token) => {
        if (token.kind === "close") {
          const from = line.findLastIndex(({ name }) => name === token.name);
          if (from !== -1) line.length = from;
        }
        if (token.kind === "raw" && token.element === "style") return readStyleSheet(token.raw).rest;
        return token.kind === "open" ? styledTag(token, line, rules) : token.raw;
      })
      .join(""),
  );
}

function styledTag(token: OpenTag, line: StyledElement[], rules: readonly CssRule[]): string {
  const { name, attributes, isSelfClosing } = token;
  const classes = new Set((attributes.get("class") ?? "").split(/\s+/));
  line.push({ name, attributes, classes });
  const meant = UNSEEN.has(name) ? [] : rules.filter(({ selector }) => matches(selector, line));
  if (VOID.has(name) || isSelfClosing) line.pop();
  if (meant.length === 0) return token.raw;
  // Sorting keeps the order of those that weigh the same: the later one wins.
  const sheet = meant
    .toSorted((one, other) => one.selector.specificity - other.selector.specificity)
    .flatMap(({ declarations }) => declarations);
  return withStyle(token, merged([...sheet, ...readDeclarations(attributes.get("style") ?? "")]));
}

/** The later one of two with the same name wins, unless only the earlier one is important. */
function merged(declarations: readonly CssDeclaration[]): CssDeclaration[] {
  const winners = new Map<string, CssDeclaration>();
  for (const declaration of declarations) {
    const before = winners.get(declaration.property);
    if (before?.isImportant === true && !declaration.isImportant) continue;
    winners.delete(declaration.property);
    winners.set(declaration.property, declaration);
  }
  return [...winners.values()];
}

function withStyle({ raw }: OpenTag, declarations: readonly CssDeclaration[]): string {
  const style = declarations
    .map(({ property, value, isImportant }) => `${property}: ${value}${isImportant ? " !important" : ""}`)
    .join("; ");
  const attribute = ` style="${style.replaceAll("&", "&amp;").replaceAll('"', "&quot;")}"`;
  const bare = raw.replace(/\sstyle\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'>]+)/i, "");
  return bare.replace(/\s*(\/?)>$/, (_end, slash: string) => `${attribute}${slash === "" ? "" : " /"}>`);
}

function withoutEmptySheets(html: string): string {
  return html.replace(/<style[^>]*>\s*<\/style\s*>\s*/gi, "");
}
