import type { MjmlProblem } from "@belfry/plugin-kit";

const TAG = /<!--[\s\S]*?(?:-->|$)|<(\/?)(mj-[a-z-]+|mjml)\b((?:"[^"]*"|'[^']*'|[^"'>])*)>/g;

/** What the compiler would pass over in silence: a file that is to be included, and an element that is not closed. */
export function sourceProblems(source: string): MjmlProblem[] {
  const open: { readonly name: string; readonly line: number }[] = [];
  let line = 1;
  let counted = 0;
  for (const { 0: tag, 1: slash, 2: name, 3: rest = "", index } of source.matchAll(TAG)) {
    line += breaksIn(source.slice(counted, index));
    counted = index;
    if (name === undefined) continue;
    if (name === "mj-include") {
      return [{ message: "mj-include reads a file, which templates may not do. Use a layout or a partial.", line }];
    }
    if (slash === "") {
      if (!rest.endsWith("/")) open.push({ name, line });
      continue;
    }
    const last = open.pop();
    if (last?.name === name) continue;
    const closed = last === undefined ? "" : ` while <${last.name}> of line ${last.line} is open`;
    return [{ message: `${tag} closes nothing${closed}.`, line }];
  }
  return open.slice(-1).map((last) => ({ message: `<${last.name}> is not closed.`, line: last.line }));
}

function breaksIn(text: string): number {
  return text.split("\n").length - 1;
}
