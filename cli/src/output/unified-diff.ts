import { createTwoFilesPatch } from "diff";

const ESCAPE = "\u001b[";
const colors = { "+": `${ESCAPE}32m`, "-": `${ESCAPE}31m`, "@": `${ESCAPE}36m` } as const;
const RESET = `${ESCAPE}0m`;

/** Two texts as `diff -u` shows them; empty when they are the same. */
export function unifiedDiff(
  before: { readonly name: string; readonly text: string },
  after: { readonly name: string; readonly text: string },
  { color }: { readonly color: boolean },
): string {
  if (before.text === after.text) return "";
  const patch = createTwoFilesPatch(before.name, after.name, before.text, after.text, undefined, undefined, {
    context: 3,
  });
  // Its first line is a rule across the page.
  const lines = patch
    .trimEnd()
    .split("\n")
    .filter((line, place) => place > 0 || !line.startsWith("==="));
  return lines.map((line) => (color ? painted(line) : line)).join("\n");
}

function painted(line: string): string {
  const color = colors[line.charAt(0) as keyof typeof colors] as string | undefined;
  return color === undefined ? line : `${color}${line}${RESET}`;
}
