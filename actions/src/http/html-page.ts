import { htmlTokens, type HtmlToken } from "./html-tokens.ts";

export interface HtmlForm {
  /** Where it is sent, in full. */
  readonly action: string;
  readonly method: "GET" | "POST";
  /** What a browser would send if nobody touched the form, in the order of the page. Buttons are not among it. */
  readonly fields: readonly (readonly [name: string, value: string])[];
  /** All fields a person could fill in or that are sent along, empty boxes too. */
  readonly names: ReadonlySet<string>;
  readonly buttons: readonly HtmlButton[];
}

export interface HtmlButton {
  readonly name: string;
  readonly id: string;
  readonly value: string;
}

export interface HtmlPage {
  readonly title: string;
  readonly forms: readonly HtmlForm[];
}

interface OpenForm {
  action: string;
  method: "GET" | "POST";
  fields: [string, string][];
  names: Set<string>;
  buttons: HtmlButton[];
}

/** Reads title and forms of a page. `url` is the address it came from, against which forms name theirs. */
export function readHtmlPage(html: string, url: string): HtmlPage {
  const reader = new PageReader(url);
  for (const token of htmlTokens(html)) reader.take(token);
  return { title: reader.title.trim().replaceAll(/\s+/g, " "), forms: reader.forms };
}

class PageReader {
  title = "";
  readonly forms: OpenForm[] = [];
  readonly #url: string;
  #base: string;
  #form: OpenForm | undefined;
  #select: { name: string; value: string | undefined } | undefined;
  /** The tag whose text is being collected. */
  #inside: "title" | "textarea" | undefined;
  #textareaName = "";

  constructor(url: string) {
    this.#url = url;
    this.#base = url;
  }

  take(token: HtmlToken): void {
    if (token.kind === "text") this.#text(token.text);
    else if (token.kind === "close") this.#close(token.tag);
    else this.#open(token.tag, (name) => token.attributes.get(name));
  }

  #text(text: string): void {
    if (this.#inside === "title" && this.title === "") this.title = text;
    // A browser drops the line break with which a textarea may begin.
    if (this.#inside === "textarea") this.#add(this.#textareaName, text.replace(/^\r?\n/, ""));
  }

  #close(tag: string): void {
    if (tag === this.#inside) this.#inside = undefined;
    if (tag === "form") this.#form = undefined;
    if (tag === "select" && this.#select !== undefined) {
      if (this.#select.value !== undefined) this.#add(this.#select.name, this.#select.value);
      this.#select = undefined;
    }
  }

  #open(tag: string, get: (name: string) => string | undefined): void {
    if (tag === "title") this.#inside = "title";
    if (tag === "base" && get("href") !== undefined) this.#base = resolve(get("href") ?? "", this.#url);
    if (tag === "form") this.#openForm(get);
    if (this.#form === undefined || get("disabled") !== undefined) return;
    if (tag === "input") this.#input(get);
    if (tag === "button" && (get("type") ?? "submit").toLowerCase() === "submit") this.#button(get);
    if (tag === "textarea") {
      this.#inside = "textarea";
      this.#textareaName = get("name") ?? "";
      this.#form.names.add(this.#textareaName);
    }
    if (tag === "select") {
      this.#select = { name: get("name") ?? "", value: undefined };
      this.#form.names.add(this.#select.name);
    }
    if (
      tag === "option" &&
      this.#select !== undefined &&
      (this.#select.value === undefined || get("selected") !== undefined)
    ) {
      this.#select.value = get("value") ?? "";
    }
  }

  #openForm(get: (name: string) => string | undefined): void {
    this.#form = {
      // Without an action a form goes back to where it came from.
      action: resolve(get("action") || this.#url, this.#base),
      method: get("method")?.toLowerCase() === "post" ? "POST" : "GET",
      fields: [],
      names: new Set(),
      buttons: [],
    };
    this.forms.push(this.#form);
  }

  #input(get: (name: string) => string | undefined): void {
    const type = (get("type") ?? "text").toLowerCase();
    if (type === "submit" || type === "image") {
      this.#button(get);
      return;
    }
    if (type === "button" || type === "reset" || type === "file") return;
    const name = get("name") ?? "";
    this.#form?.names.add(name);
    const isBox = type === "checkbox" || type === "radio";
    if (!isBox) this.#add(name, get("value") ?? "");
    else if (get("checked") !== undefined) this.#add(name, get("value") ?? "on");
  }

  #button(get: (name: string) => string | undefined): void {
    this.#form?.buttons.push({ name: get("name") ?? "", id: get("id") ?? "", value: get("value") ?? "" });
  }

  #add(name: string, value: string): void {
    if (name !== "") this.#form?.fields.push([name, value]);
  }
}

function resolve(address: string, base: string): string {
  return URL.canParse(address.trim(), base) ? new URL(address.trim(), base).href : base;
}
