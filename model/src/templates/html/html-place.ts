/**
 * Where in a page of HTML the next sign stands, by what was written before it. The states are those in which a browser reads
 * a page (HTML standard, 13.2.5), as far as a value can get from one into another. Whatever is written, literal or value, goes
 * through `pass`, so the place is that of the result and not of the template: branches and loops cannot lead it astray.
 */
export type HtmlPlace =
  | { readonly kind: "text" | "comment" | "tag" }
  /** Inside an element whose content is no HTML: `style`, `script`. */
  | { readonly kind: "raw"; readonly element: string }
  | { readonly kind: "attribute"; readonly name: string; readonly isQuoted: boolean; readonly before: string };

type State =
  | "text"
  | "tag-open"
  | "end-tag-open"
  | "tag-name"
  | "before-name"
  | "name"
  | "after-name"
  | "before-value"
  | "value"
  | "markup"
  | "bogus"
  | "comment"
  | "raw";

const RAW = new Set(["script", "style", "xmp", "iframe", "noembed", "noframes", "plaintext", "textarea", "title"]);
const BLANK = /[\t\n\f\r ]/;
/** Longer than what decides about an address, and short enough to be looked at again and again. */
const MOST_BEFORE = 4_096;

export class HtmlReader {
  #state: State = "text";
  #tag = "";
  #isEndTag = false;
  #name = "";
  #quote = "";
  #before = "";
  /** The last signs of what ends with more than one. */
  #tail = "";

  get place(): HtmlPlace {
    switch (this.#state) {
      case "text":
        return { kind: "text" };
      case "comment":
      case "bogus":
        return { kind: "comment" };
      case "raw":
        // What has entities and no elements is escaped like text.
        return this.#tag === "title" || this.#tag === "textarea"
          ? { kind: "text" }
          : { kind: "raw", element: this.#tag };
      case "before-value":
        return { kind: "attribute", name: this.#name, isQuoted: false, before: "" };
      case "value":
        return { kind: "attribute", name: this.#name, isQuoted: this.#quote !== "", before: this.#before };
      default:
        return { kind: "tag" };
    }
  }

  /** Goes past what is written. */
  pass(text: string): void {
    let at = 0;
    while (at < text.length) at = this.#step(text, at);
  }

  /** Reads from a place on and returns where it goes on. */
  #step(text: string, at: number): number {
    switch (this.#state) {
      case "text":
        return this.#skipTo(text, at, "<", "tag-open");
      case "bogus":
        return this.#skipTo(text, at, ">", "text");
      case "comment":
        return this.#skipComment(text, at);
      case "raw":
        return this.#skipRaw(text, at);
      case "value":
        return this.#quote === "" ? this.#readBareValue(text, at) : this.#readQuotedValue(text, at);
      case "markup":
        return this.#readMarkup(text, at);
      default:
        return this.#readTag(this.#state, text.charAt(at), at);
    }
  }

  #skipTo(text: string, at: number, sign: string, next: State): number {
    const found = text.indexOf(sign, at);
    if (found === -1) return text.length;
    this.#state = next;
    return found + 1;
  }

  #skipComment(text: string, at: number): number {
    const seen = this.#tail + text.slice(at);
    const end = /--!?>/.exec(seen);
    if (end === null) {
      this.#tail = seen.slice(-3);
      return text.length;
    }
    this.#state = "text";
    return at + end.index + end[0].length - this.#tail.length;
  }

  #skipRaw(text: string, at: number): number {
    const seen = this.#tail + text.slice(at);
    const end = new RegExp(`</${this.#tag}(?=[\\t\\n\\f\\r />])`, "i").exec(seen);
    if (end === null) {
      this.#tail = seen.slice(-(this.#tag.length + 2));
      return text.length;
    }
    this.#isEndTag = true;
    this.#state = "before-name";
    return Math.max(at, at + end.index + end[0].length - this.#tail.length);
  }

  #readQuotedValue(text: string, at: number): number {
    const end = text.indexOf(this.#quote, at);
    this.#remember(text.slice(at, end === -1 ? undefined : end));
    if (end === -1) return text.length;
    this.#state = "before-name";
    return end + 1;
  }

  #readBareValue(text: string, at: number): number {
    const sign = text.charAt(at);
    if (sign === ">") this.#closeTag();
    else if (BLANK.test(sign)) this.#state = "before-name";
    else this.#remember(sign);
    return at + 1;
  }

  #remember(value: string): void {
    if (this.#before.length < MOST_BEFORE) this.#before += value.slice(0, MOST_BEFORE);
  }

  #readMarkup(text: string, at: number): number {
    this.#tail += text.charAt(at);
    if (this.#tail === "-") return at + 1;
    // `<!-->` is a whole comment, so its dashes count for its end, too.
    this.#state = this.#tail === "--" ? "comment" : "bogus";
    return this.#state === "comment" ? at + 1 : at;
  }

  #readTag(state: State, sign: string, at: number): number {
    switch (state) {
      case "tag-open":
      case "end-tag-open":
        return this.#openTag(state, sign, at);
      case "tag-name":
        if (sign === ">") this.#closeTag();
        else if (sign === "/" || BLANK.test(sign)) this.#state = "before-name";
        else this.#tag += sign.toLowerCase();
        return at + 1;
      case "name":
        if (sign === "=") this.#beginValue();
        else if (sign === ">") this.#closeTag();
        else if (sign === "/") this.#state = "before-name";
        else if (BLANK.test(sign)) this.#state = "after-name";
        else this.#name += sign.toLowerCase();
        return at + 1;
      case "before-value":
        return this.#openValue(sign, at);
      default:
        return this.#betweenNames(state, sign, at);
    }
  }

  #openTag(state: "tag-open" | "end-tag-open", sign: string, at: number): number {
    if (/[a-z]/i.test(sign)) {
      this.#tag = sign.toLowerCase();
      this.#isEndTag = state === "end-tag-open";
      this.#state = "tag-name";
      return at + 1;
    }
    if (state === "end-tag-open") {
      this.#state = sign === ">" ? "text" : "bogus";
      return at + (sign === ">" ? 1 : 0);
    }
    this.#tail = "";
    this.#state = sign === "/" ? "end-tag-open" : sign === "!" ? "markup" : sign === "?" ? "bogus" : "text";
    return at + (this.#state === "text" ? 0 : 1);
  }

  #betweenNames(state: State, sign: string, at: number): number {
    if (sign === ">") this.#closeTag();
    else if (sign === "/") this.#state = "before-name";
    else if (sign === "=" && state === "after-name") this.#beginValue();
    else if (!BLANK.test(sign)) {
      this.#name = sign.toLowerCase();
      this.#state = "name";
    }
    return at + 1;
  }

  #beginValue(): void {
    this.#state = "before-value";
    this.#quote = "";
    this.#before = "";
  }

  #openValue(sign: string, at: number): number {
    if (BLANK.test(sign)) return at + 1;
    if (sign === ">") {
      this.#closeTag();
      return at + 1;
    }
    this.#state = "value";
    this.#quote = sign === '"' || sign === "'" ? sign : "";
    return at + (this.#quote === "" ? 0 : 1);
  }

  #closeTag(): void {
    const isRaw = !this.#isEndTag && RAW.has(this.#tag);
    this.#state = isRaw ? "raw" : "text";
    this.#tail = "";
  }
}
