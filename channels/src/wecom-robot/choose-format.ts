import { isDelimiterRow } from "../split/markdown-state.ts";

export type WecomMarkdown = "markdown" | "markdown_v2";

/**
 * Which of the two forms of Markdown shows a text best. Only the newer one shows tables, pictures and code blocks; only the
 * older one shows colours and points at people. A table without columns is of no use to anybody, so it decides first.
 */
export function chooseFormat(markdown: string, { pointsAtUsers }: { readonly pointsAtUsers: boolean }): WecomMarkdown {
  const lines = markdown.split("\n");
  if (lines.some((line, place) => isDelimiterRow(line) && (lines[place - 1] ?? "").includes("|"))) return "markdown_v2";
  if (pointsAtUsers || /<font\s|<@[^>\s]+>/.test(markdown)) return "markdown";
  const needsNewer = /^ {0,3}(```|~~~)|!\[[^\]]*\]\(|^ {0,3}([-*_])( *\2){2,} *$|^\s*([-*+]|\d+\.)\s/m;
  return needsNewer.test(markdown) ? "markdown_v2" : "markdown";
}

/** The text for the newer form, which would show the signs of a colour instead of the colour. */
export function withoutColours(markdown: string): string {
  return markdown.replace(/<font\s[^>]*>|<\/font>/g, "");
}
