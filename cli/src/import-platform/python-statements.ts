/** One statement of a Python file that begins at the left edge. */
export interface PythonStatement {
  readonly text: string;
  /** The line on which it begins, from 1. */
  readonly line: number;
}

/**
 * Parts a Python file into the statements at its left edge, each with all lines that belong to it: those in brackets, in a
 * text of several lines, and those that are indented. What a statement says is not looked at.
 */
export function pythonStatements(source: string): PythonStatement[] {
  const lines = source
    .replace(/^\uFEFF/, "")
    .replaceAll(/\r\n?/g, "\n")
    .split("\n");
  const statements: { text: string; line: number }[] = [];
  let open: OpenPlace = { brackets: 0, quotes: "", isContinued: false };
  for (const [index, line] of lines.entries()) {
    const isInside = open.brackets > 0 || open.quotes !== "" || open.isContinued;
    const last = statements.at(-1);
    if (last !== undefined && (isInside || /^(?:\s|#|$)/.test(line))) last.text += `\n${line}`;
    else if (!/^\s*(?:#.*)?$/.test(line)) statements.push({ text: line, line: index + 1 });
    else continue;
    open = placeAfter(line, open);
  }
  return statements;
}

/** What is still open at the end of a line. */
interface OpenPlace {
  readonly brackets: number;
  /** The quotes of a text that goes on; only three of them may. */
  readonly quotes: string;
  readonly isContinued: boolean;
}

function placeAfter(line: string, { brackets: before, quotes: started }: OpenPlace): OpenPlace {
  let brackets = before;
  let quotes = started;
  for (let at = 0; at < line.length; at += 1) {
    if (quotes !== "") {
      if (line[at] === "\\") at += 1;
      else if (line.startsWith(quotes, at)) {
        at += quotes.length - 1;
        quotes = "";
      }
      continue;
    }
    const char = line[at] ?? "";
    if (char === "#") break;
    if (char === '"' || char === "'") {
      quotes = line.startsWith(char.repeat(3), at) ? char.repeat(3) : char;
      at += quotes.length - 1;
    } else if ("([{".includes(char)) brackets += 1;
    else if (")]}".includes(char)) brackets = Math.max(0, brackets - 1);
  }
  const isContinued = line.endsWith("\\");
  return { brackets, quotes: quotes.length === 3 || isContinued ? quotes : "", isContinued };
}
