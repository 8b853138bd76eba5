import type { MjmlProblem } from "@belfry/plugin-kit";

/** An element as the compiler has read it. */
interface MjmlElement {
  readonly tagName: string;
  readonly line?: number;
  readonly content?: string;
  readonly children?: readonly MjmlElement[];
}

/** They hold elements only; a text in them is in no mail. */
const HOLD_ELEMENTS = new Set([
  "mjml",
  "mj-head",
  "mj-attributes",
  "mj-html-attributes",
  "mj-body",
  "mj-wrapper",
  "mj-section",
  "mj-group",
  "mj-column",
  "mj-hero",
  "mj-social",
  "mj-navbar",
  "mj-accordion",
  "mj-accordion-element",
  "mj-carousel",
]);

/** Texts that stand where none is shown. `{% if … %}` around a section would not be there any more, and the section always. */
export function lostTexts(root: MjmlElement): MjmlProblem[] {
  const problems: MjmlProblem[] = [];
  const waiting = [root];
  for (let element = waiting.pop(); element !== undefined; element = waiting.pop()) {
    const { tagName, line, content = "", children = [] } = element;
    waiting.push(...children.toReversed());
    if (!HOLD_ELEMENTS.has(tagName) || content.trim() === "") continue;
    const shown = content.trim().slice(0, 60);
    const place = /\{[{%]/.test(content) ? "mj-raw" : "mj-text";
    const message = `${tagName}: "${shown}" would be lost, because texts stand in elements for them. Put it into ${place}.`;
    problems.push({ message, ...(line !== undefined && { line }) });
  }
  return problems;
}
