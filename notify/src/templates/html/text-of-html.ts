import { decodeEntities, htmlTokens, type HtmlToken } from "./html-tokens.ts";

const BLOCKS = new Set(
  "address article aside blockquote center dd div dl dt fieldset footer form h1 h2 h3 h4 h5 h6 header hr main nav ol p pre section table tbody tfoot thead tr ul".split(
    " ",
  ),
);
/** Before these a blank line stands. */
const PARAGRAPHS = new Set("blockquote h1 h2 h3 h4 h5 h6 ol p pre table ul".split(" "));
const SILENT = new Set(["head", "noscript", "template", "select", "datalist"]);

/**
 * What a page says, for programs that show no HTML: paragraphs as paragraphs, items with dashes, cells beside each other, and
 * behind a link its address.
 */
export function textOfHtml(html: string): string {
  const writer = new TextWriter();
  for (const token of htmlTokens(html)) writer.take(token);
  return writer.text();
}

class TextWriter {
  #text = "";
  /** Blank space that is written before the next word, and only then. */
  #gap: "" | " " | "\n" | "\n\n" = "";
  #silentIn: string[] = [];
  #links: { readonly href: string; readonly from: number }[] = [];
  #lists: { isOrdered: boolean; items: number }[] = [];
  #preformatted = 0;

  take(token: HtmlToken): void {
    if (token.kind === "open") this.#open(token);
    else if (token.kind === "close") this.#close(token.name);
    else if (token.kind === "text" && this.#silentIn.length === 0) this.#say(decodeEntities(token.raw));
  }

  text(): string {
    return this.#text.replace(/[ \t]+$/gm, "").trim();
  }

  #open({ name, attributes, isSelfClosing }: Extract<HtmlToken, { kind: "open" }>): void {
    if (SILENT.has(name) && !isSelfClosing) this.#silentIn.push(name);
    if (this.#silentIn.length > 0) return;
    if (/display\s*:\s*none/i.test(attributes.get("style") ?? "")) {
      if (!isSelfClosing && !VOID.has(name)) this.#silentIn.push(name);
      return;
    }
    this.#break(name);
    if (name === "br") this.#write("\n");
    else if (name === "hr") this.#rule();
    else if (name === "img") this.#say(attributes.get("alt") ?? "");
    else if (name === "pre") this.#preformatted += 1;
    else if (name === "a") this.#links.push({ href: attributes.get("href") ?? "", from: this.#text.length });
    else if (name === "ul" || name === "ol") this.#lists.push({ isOrdered: name === "ol", items: 0 });
    else if (name === "li") this.#item();
    else if ((name === "td" || name === "th") && !/(^|\n)$/.test(this.#text)) this.#space(" ");
  }

  #close(name: string): void {
    if (this.#silentIn.length > 0) {
      if (this.#silentIn.at(-1) === name) this.#silentIn.pop();
      return;
    }
    if (name === "a") this.#endLink();
    else if (name === "pre") this.#preformatted = Math.max(0, this.#preformatted - 1);
    else if (name === "ul" || name === "ol") this.#lists.pop();
    this.#break(name);
  }

  #break(name: string): void {
    if (PARAGRAPHS.has(name)) this.#space("\n\n");
    else if (BLOCKS.has(name) || name === "li") this.#space("\n");
  }

  #rule(): void {
    this.#write("--------");
    this.#space("\n");
  }

  #item(): void {
    const list = this.#lists.at(-1);
    if (list !== undefined) list.items += 1;
    this.#space("\n");
    this.#write(list?.isOrdered === true ? `${list.items}. ` : "- ");
  }

  #endLink(): void {
    const link = this.#links.pop();
    if (link === undefined) return;
    const said = this.#text.slice(link.from).trim();
    const shown = link.href.replace(/^mailto:|^tel:/, "");
    if (/^(https?|mailto|tel):/.test(link.href) && said !== shown && said !== link.href) this.#write(` (${shown})`);
  }

  #say(text: string): void {
    if (this.#preformatted > 0) {
      this.#write(text);
      return;
    }
    // A space that may not be broken is one that somebody put there to be seen.
    const words = text.replace(/[ \t\n\r\f]+/g, " ");
    if (words.startsWith(" ")) this.#space(" ");
    if (words.trim() !== "") this.#write(words.trim().replaceAll("\u00a0", " "));
    if (words.length > 1 && words.endsWith(" ")) this.#space(" ");
  }

  #space(gap: " " | "\n" | "\n\n"): void {
    if (gap.length > this.#gap.length || this.#gap === " ")
      this.#gap = gap === " " && this.#gap !== "" ? this.#gap : gap;
  }

  #write(text: string): void {
    const isAtBegin = this.#text === "" || (this.#gap === " " && this.#text.endsWith("\n"));
    this.#text += (isAtBegin ? "" : this.#gap) + text;
    this.#gap = "";
  }
}

const VOID = new Set(["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"]);
