import { SafeText } from "../safe-text.ts";
import { TemplateFault } from "../template-fault.ts";
import { writeValue } from "../template-output.ts";
import type { HtmlPlace } from "./html-place.ts";
import { encodeWhole, isAddressSafe, writeAddress } from "./write-address.ts";

const ADDRESSES = new Set([
  "action",
  "background",
  "cite",
  "data",
  "formaction",
  "href",
  "icon",
  "longdesc",
  "manifest",
  "ping",
  "poster",
  "src",
  "usemap",
  "xlink:href",
]);

/** Enough for colours and sizes, too little for `url(`, `expression(` or another declaration. */
const HARMLESS_STYLE = /^[\w#%.,\s-]*$/;

/**
 * A value as it is written at a place of a page, so that it stays the value that it is: it closes no tag, begins no attribute,
 * runs no script and leads to no address that runs one.
 * @throws TemplateFault where no value can be written safely
 */
export function writeInHtml(value: unknown, place: HtmlPlace): string {
  if (value instanceof SafeText && value.kind === "html" && place.kind === "text") return value.text;
  const text = value instanceof SafeText ? value.text : writeValue(value, "none");
  switch (place.kind) {
    case "text":
    case "comment":
      return writeValue(text, "html");
    case "raw":
      if (place.element === "style" && HARMLESS_STYLE.test(text)) return text;
      throw new TemplateFault(
        `A value cannot stand inside the element ${place.element}.`,
        place.element === "style" ? "Only colours, sizes and names can be values there." : "Write it into the text.",
      );
    case "tag":
      if (text.trim() === "") return "";
      throw new TemplateFault(
        "A value cannot be the name of an element or of an attribute.",
        'Write the names into the template, and choose with {% if %}. For the sign itself write "&lt;".',
      );
    case "attribute":
      return writeInAttribute(text, place);
  }
}

function writeInAttribute(text: string, place: Extract<HtmlPlace, { kind: "attribute" }>): string {
  const { name, isQuoted, before } = place;
  const written = attributeText(text, name, before);
  if (isQuoted || /^[\w.%#,;:/?&@+-]+$/.test(written)) return writeValue(written, "html");
  throw new TemplateFault(
    `The value of the attribute ${name} has no quotation marks around it, and could begin another attribute.`,
    `Write ${name}="{{ … }}".`,
  );
}

function attributeText(text: string, name: string, before: string): string {
  if (name.startsWith("on") || name === "srcdoc") {
    throw new TemplateFault(
      `A value cannot stand in the attribute ${name}, which runs scripts.`,
      "No mail program runs scripts; leave the attribute out.",
    );
  }
  if (name === "style") {
    if (HARMLESS_STYLE.test(text)) return text;
    throw new TemplateFault(
      "The value in the attribute style is more than a colour, a size or a name.",
      "Write the declaration into the template.",
    );
  }
  if (name === "srcset" || name === "imagesrcset") {
    if (isAddressSafe(text)) return encodeWhole(text);
    throw new TemplateFault("The value in a list of pictures is no address.", "Use the attribute src.");
  }
  return ADDRESSES.has(name) ? writeAddress(text, before) : text;
}
