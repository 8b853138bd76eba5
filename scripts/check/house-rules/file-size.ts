import type { Finding } from "../finding.ts";
import type { SourceFile } from "./source-file.ts";

const mostLines = 500;

/** Files that hold more than one concept, by their length without comments and blank lines. */
export function findLongFiles(file: SourceFile): Finding[] {
  const lines = countCodeLines(file.text);
  if (lines <= mostLines) return [];
  return [
    {
      path: file.path,
      problem: `${lines} lines without comments and blanks`,
      remedy: `A file of more than ${mostLines} lines holds a second concept. Find it, name it, and give it a file of its own.`,
    },
  ];
}

/** Lines that hold code: neither blank nor only comment. */
export function countCodeLines(text: string): number {
  let inComment = false;
  let count = 0;
  for (const raw of text.split("\n")) {
    let line = raw.trim();
    if (inComment) {
      const end = line.indexOf("*/");
      if (end === -1) continue;
      inComment = false;
      line = line.slice(end + 2).trim();
    }
    if (line.startsWith("/*")) {
      const end = line.indexOf("*/", 2);
      inComment = end === -1;
      line = inComment ? "" : line.slice(end + 2).trim();
    }
    if (line !== "" && !line.startsWith("//") && !line.startsWith("--")) count += 1;
  }
  return count;
}
