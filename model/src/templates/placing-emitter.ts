import type { Emitter } from "liquidjs";
import { escapeMarkdown } from "./filters/markdown-text.ts";
import { HtmlReader } from "./html/html-place.ts";
import { writeAddress } from "./html/write-address.ts";
import { writeInHtml } from "./html/write-in-html.ts";
import { headerText, PlacedValue, plainText } from "./placed-value.ts";
import { SafeText } from "./safe-text.ts";
import { TemplateFault } from "./template-fault.ts";
import type { TemplateEscape } from "./template-output.ts";

/** Writes values by the place at which they stand in what has been written so far. */
interface Writer {
  value(value: unknown): string;
  /** Called with all that is written, values included. */
  pass(text: string): void;
}

/** Collects the result of a rendering, and ends it when the result becomes too long. */
export class PlacingEmitter implements Emitter {
  buffer = "";
  readonly #writer: Writer;
  readonly #most: number;

  constructor(escape: TemplateEscape, most: number) {
    this.#writer = writers[escape]();
    this.#most = most;
  }

  write(part: unknown): void {
    const text = part instanceof PlacedValue ? this.#writer.value(part.value) : literal(part);
    if (this.buffer.length + text.length > this.#most) {
      const most = this.#most.toLocaleString("en-US");
      throw new TemplateFault(
        `The result would be longer than ${most} characters.`,
        "Write fewer items, or send them as a file.",
      );
    }
    this.#writer.pass(text);
    this.buffer += text;
  }
}

/** What the engine writes besides values: text of the template, and values that are meant as they are. */
function literal(part: unknown): string {
  return typeof part === "string" ? part : plainText(part);
}

const pass = () => undefined;

const writers: Readonly<Record<TemplateEscape, () => Writer>> = {
  none: () => ({ value: plainText, pass }),
  header: () => ({ value: (value) => headerText(plainText(value)), pass }),
  html() {
    const reader = new HtmlReader();
    return { value: (value) => writeInHtml(value, reader.place), pass: (text) => reader.pass(text) };
  },
  markdown() {
    let line = "";
    return {
      value(value) {
        if (value instanceof SafeText && value.kind === "markdown") return value.text;
        const [, before] = /\]\(\s*<?([^()<>\s]*)$/.exec(line) ?? [];
        if (before === undefined) return escapeMarkdown(plainText(value));
        return writeAddress(plainText(value), before).replace(/[()]/g, (sign) => (sign === "(" ? "%28" : "%29"));
      },
      pass(text) {
        const from = text.lastIndexOf("\n");
        line = (from === -1 ? line + text : text.slice(from + 1)).slice(-2_000);
      },
    };
  },
};
