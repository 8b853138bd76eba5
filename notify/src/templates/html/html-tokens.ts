/** One piece of a page. What a browser would read otherwise here is text: this is for mails that we made. */
export type HtmlToken =
  | { readonly kind: "text"; readonly raw: string }
  | { readonly kind: "comment"; readonly raw: string }
  | {
      readonly kind: "open";
      readonly raw: string;
      readonly name: string;
      /** By their names in small letters, decoded. */
      readonly attributes: ReadonlyMap<string, string>;
      readonly isSelfClosing: boolean;
    }
  | { readonly kind: "close"; readonly raw: string; readonly name: string }
  /** The content of `style`, `script` and the like. */
  | { readonly kind: "raw"; readonly raw: string; readonly element: string };

const RAW = new Set(["style", "script", "title", "textarea", "xmp", "iframe", "noembed", "noframes"]);
const TAG =
  /<(?:!--[\s\S]*?(?:-->|$)|[!?][^>]*>?|\/([a-zA-Z][^\s/>]*)[^>]*>?|([a-zA-Z][^\s/>]*)((?:[^>"']|"[^"]*"|'[^']*')*)>)/y;
const ATTRIBUTE = /([^\s=/"'<>]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'<>`]+)))?/g;

/** Takes a page apart; all `raw` together are the page. */
export function* htmlTokens(html: string): Generator<HtmlToken, void, undefined> {
  let at = 0;
  while (at < html.length) {
    const open = html.indexOf("<", at);
    if (open === -1) {
      yield { kind: "text", raw: html.slice(at) };
      return;
    }
    if (open > at) yield { kind: "text", raw: html.slice(at, open) };
    TAG.lastIndex = open;
    const match = TAG.exec(html);
    if (match === null) {
      yield { kind: "text", raw: "<" };
      at = open + 1;
      continue;
    }
    at = open + match[0].length;
    const [raw, closed, opened, attributes = ""] = match;
    if (closed !== undefined) yield { kind: "close", raw, name: closed.toLowerCase() };
    else if (opened === undefined) yield { kind: "comment", raw };
    else {
      const name = opened.toLowerCase();
      yield {
        kind: "open",
        raw,
        name,
        attributes: readAttributes(attributes),
        isSelfClosing: /\/\s*$/.test(attributes),
      };
      if (!RAW.has(name)) continue;
      const end = html.slice(at).search(new RegExp(`</${name}[\\s/>]`, "i"));
      const content = end === -1 ? html.slice(at) : html.slice(at, at + end);
      if (content !== "") yield { kind: "raw", raw: content, element: name };
      at += content.length;
    }
  }
}

function readAttributes(text: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const [, name = "", double, single, bare] of text.matchAll(ATTRIBUTE)) {
    const key = name.toLowerCase();
    if (!found.has(key)) found.set(key, decodeEntities(double ?? single ?? bare ?? ""));
  }
  return found;
}

const NAMED: Readonly<Record<string, string>> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
  nbsp: "\u00a0",
  copy: "©",
  reg: "®",
  hellip: "…",
  mdash: "—",
  ndash: "–",
  middot: "·",
  times: "×",
  laquo: "«",
  raquo: "»",
  yen: "¥",
  euro: "€",
  bull: "•",
  zwnj: "\u200c",
  rarr: "→",
  larr: "←",
};

/** `&amp;`, `&#20013;` and `&#x4e2d;` as the signs they mean; what is unknown stays. */
export function decodeEntities(text: string): string {
  return text.replace(
    /&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,6}));/gi,
    (all, decimal?: string, hex?: string, name?: string) => {
      if (name !== undefined) return NAMED[name.toLowerCase()] ?? all;
      const point = decimal === undefined ? Number.parseInt(hex ?? "", 16) : Number(decimal);
      return point > 0 && point <= 0x10_ff_ff && !(point >= 0xd8_00 && point <= 0xdf_ff)
        ? String.fromCodePoint(point)
        : "\ufffd";
    },
  );
}
