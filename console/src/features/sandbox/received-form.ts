import type { Received } from "./provider-queries.ts";

/** How a provider shows a message: as it is written, with the signs of Markdown carried out, as a card, or as a file. */
export interface ReceivedForm {
  readonly body: "text" | "markdown" | "none";
  /** Whether it stands in a frame, under a title of its own. */
  readonly isCard: boolean;
  /** A picture has no name. */
  readonly file: "picture" | "file" | "none";
}

const markdownKinds = new Set(["markdown", "markdown_v2", "interactive", "actionCard"]);
const cardKinds = new Set([
  "card",
  "dataset",
  "template_card",
  "textcard",
  "news",
  "interactive",
  "actionCard",
  "feedCard",
  "link",
  "post",
  "template",
]);

/** Reads the provider's own name of the kind; one that nobody knows is shown as it is written. */
export function receivedForm({ kind, text, file }: Pick<Received, "kind" | "text" | "file">): ReceivedForm {
  return {
    body: text === "" ? "none" : markdownKinds.has(kind) ? "markdown" : "text",
    isCard: cardKinds.has(kind),
    file: file === undefined ? "none" : kind === "image" ? "picture" : "file",
  };
}
