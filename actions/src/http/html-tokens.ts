/** One piece of an HTML page. Attribute names and tag names are in small letters. */
export type HtmlToken =
  | { readonly kind: "open"; readonly tag: string; readonly attributes: ReadonlyMap<string, string> }
  | { readonly kind: "close"; readonly tag: string }
  | { readonly kind: "text"; readonly text: string };

// What lies inside is not HTML: a script may well write "<form".
const rawTags = new Set(["script", "style", "title", "textarea", "noscript", "template", "iframe", "xmp"]);
// Of these the text counts, with its entities.
const textTags = new Set(["title", "textarea"]);

const tagStart = /<(\/?)([a-zA-Z][^\s/>]*)/y;
const attribute = /[\s/]*([^\s/>=][^\s/>=]*)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]*)))?/y;

/**
 * Reads a page piece by piece, in one pass. It knows as much of HTML as forms need: tags, attributes in all their
 * quotings, entities, comments, and that scripts are not markup. Broken pages are read as far as they go.
 */
export function* htmlTokens(html: string): Generator<HtmlToken> {
  let at = 0;
  while (at < html.length) {
    const open = html.indexOf("<", at);
    if (open !== at) yield { kind: "text", text: decodeEntities(html.slice(at, open === -1 ? html.length : open)) };
    if (open === -1) return;
    const skipped = endOfDeclaration(html, open);
    if (skipped !== undefined) {
      at = skipped;
      continue;
    }
    tagStart.lastIndex = open;
    const start = tagStart.exec(html);
    if (start === null) {
      yield { kind: "text", text: "<" };
      at = open + 1;
      continue;
    }
    const tag = (start[2] ?? "").toLowerCase();
    const { attributes, end } = readAttributes(html, tagStart.lastIndex);
    at = end;
    if (start[1] === "/") {
      yield { kind: "close", tag };
      continue;
    }
    yield { kind: "open", tag, attributes };
    if (!rawTags.has(tag)) continue;
    const close = endOfRaw(html, tag, at);
    if (textTags.has(tag)) yield { kind: "text", text: decodeEntities(html.slice(at, close)) };
    at = close;
  }
}

/** Comments, doctypes and processing instructions hold nothing for us. */
function endOfDeclaration(html: string, open: number): number | undefined {
  if (html.startsWith("<!--", open)) return after(html, "-->", open + 4);
  if (html.startsWith("<!", open) || html.startsWith("<?", open)) return after(html, ">", open);
  return undefined;
}

function after(html: string, mark: string, from: number): number {
  const found = html.indexOf(mark, from);
  return found === -1 ? html.length : found + mark.length;
}

function endOfRaw(html: string, tag: string, from: number): number {
  const close = new RegExp(`</${tag}[\\s/>]`, "gi");
  close.lastIndex = from;
  return close.exec(html)?.index ?? html.length;
}

function readAttributes(html: string, from: number): { attributes: Map<string, string>; end: number } {
  const attributes = new Map<string, string>();
  let at = from;
  for (;;) {
    attribute.lastIndex = at;
    const found = attribute.exec(html);
    if (found === null) break;
    at = attribute.lastIndex;
    const name = (found[1] ?? "").toLowerCase();
    // The first of two counts, as in browsers.
    if (!attributes.has(name)) attributes.set(name, decodeEntities(found[2] ?? found[3] ?? found[4] ?? ""));
  }
  return { attributes, end: after(html, ">", at) };
}

const namedEntities: Readonly<Record<string, string>> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
  nbsp: "\u00a0",
};

function decodeEntities(text: string): string {
  return text.replaceAll(
    /&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|([a-z]+));/gi,
    (whole, hex?: string, decimal?: string, name?: string) => {
      if (name !== undefined) return namedEntities[name.toLowerCase()] ?? whole;
      const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
      return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
    },
  );
}
