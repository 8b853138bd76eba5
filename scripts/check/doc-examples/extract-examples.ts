/** A piece of TypeScript that a comment or a page shows. */
export interface Example {
  /** The file that shows it, relative to the checkout. */
  readonly path: string;
  /** Where its first line stands there, counted from 1. */
  readonly line: number;
  readonly code: string;
}

/** The code blocks marked `ts` in the doc comments of a source file, or in a page. */
export function extractExamples(path: string, text: string): Example[] {
  const prefix = path.endsWith(".md") ? "" : String.raw`\s*\* ?`;
  const opening = new RegExp(`^${prefix}\`\`\`ts\\s*$`);
  const closing = new RegExp(`^${prefix}\`\`\`\\s*$`);
  const examples: Example[] = [];
  let open: { line: number; code: string[] } | undefined;
  for (const [index, line] of text.split("\n").entries()) {
    if (open === undefined) {
      if (opening.test(line)) open = { line: index + 2, code: [] };
    } else if (closing.test(line)) {
      examples.push({ path, line: open.line, code: open.code.join("\n") });
      open = undefined;
    } else open.code.push(line.replace(new RegExp(`^${prefix}`), ""));
  }
  return examples;
}
