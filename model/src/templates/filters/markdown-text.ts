/**
 * Takes their meaning from the signs of Markdown, so that a value stays text: no link, no colour, no mention and no heading
 * comes out of a name that somebody chose.
 */
export function escapeMarkdown(text: string): string {
  return (
    text
      .replace(/[\\`*_[\]<>~|]/g, "\\$&")
      // At the beginning of a line these make headings, lists and rules.
      .replace(/^([ \t]*)(#|[+-](?=\s|$|-)|=(?==))/gm, "$1\\$2")
      .replace(/^([ \t]*\d{1,9})([.)])(?=\s|$)/gm, "$1\\$2")
  );
}
