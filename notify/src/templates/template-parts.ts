import { joinPath, type TemplateEscape, type TemplateVariant } from "@belfry/model";

/** Which of the texts of a partial or a layout goes with a part: HTML into HTML, text into the rest. */
export type PartGroup = "html" | "markdown" | "text";

/** One text of a variant that is a template. */
export interface TemplatePart {
  /** `subject`, `html`, `payload.data.thing1.value`. */
  readonly name: string;
  readonly source: string;
  readonly escape: TemplateEscape;
  readonly group: PartGroup;
}

export function partsOf(variant: TemplateVariant): TemplatePart[] {
  const { subject, text, html, markdown, payload } = variant;
  return [
    ...written("subject", subject, "header", "text"),
    ...written("html", html, "html", "html"),
    ...written("text", text, "none", "text"),
    ...written("markdown", markdown, "markdown", "markdown"),
    ...textsIn(payload, "payload").map(({ path, text: source }): TemplatePart => ({
      name: path,
      source,
      escape: "none",
      group: "text",
    })),
  ];
}

function written(
  name: string,
  source: string | undefined,
  escape: TemplateEscape,
  group: PartGroup,
): readonly TemplatePart[] {
  return source === undefined ? [] : [{ name, source, escape, group }];
}

function textsIn(value: unknown, path: string): { readonly path: string; readonly text: string }[] {
  if (typeof value === "string") return [{ path, text: value }];
  if (Array.isArray(value)) return value.flatMap((item, place) => textsIn(item, joinPath(path, place)));
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) => textsIn(item, joinPath(path, key)));
}

/** A payload with its texts replaced by what they became. */
export function withTexts(value: unknown, texts: Readonly<Record<string, string>>, path = "payload"): unknown {
  if (typeof value === "string") return texts[path] ?? value;
  if (Array.isArray(value)) return value.map((item, place) => withTexts(item, texts, joinPath(path, place)));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, withTexts(item, texts, joinPath(path, key))]),
  );
}

/** The partials that a text writes: `{% render 'footer@3' %}`. */
export function partialNames(source: string): string[] {
  return [...source.matchAll(/\{%-?\s*render\s+(?:'([^']*)'|"([^"]*)")/g)].map(([, one, other]) => one ?? other ?? "");
}
