/**
 * Markdown as chats show it: the few forms that WeCom, DingTalk and Feishu know. What none of them knows stays as it is
 * written, because that is how it would stand in the chat.
 */

/** A piece of a line. */
export type Inline =
  | { readonly kind: "text" | "code" | "mention"; readonly text: string }
  | { readonly kind: "strong" | "emphasis"; readonly inside: readonly Inline[] }
  | { readonly kind: "link" | "image"; readonly text: string; readonly address: string }
  /** WeCom's three colours, by their own names; others as they are written. */
  | { readonly kind: "coloured"; readonly colour: string; readonly inside: readonly Inline[] };

export type Line = readonly Inline[];

export type Block =
  | { readonly kind: "heading"; readonly level: number; readonly line: Line }
  | { readonly kind: "lines" | "quote"; readonly lines: readonly Line[] }
  | { readonly kind: "list"; readonly ordered: boolean; readonly lines: readonly Line[] }
  | { readonly kind: "table"; readonly head: readonly Line[]; readonly rows: readonly (readonly Line[])[] }
  | { readonly kind: "code"; readonly text: string }
  | { readonly kind: "rule" };

/** What a line begins with, and what it is then. */
const starts = {
  heading: /^(#{1,6})\s+(.*)$/,
  quote: /^>\s?(.*)$/,
  bullet: /^\s*[-*+]\s+(.*)$/,
  number: /^\s*\d+[.)]\s+(.*)$/,
  fence: /^```/,
  rule: /^\s*(?:-{3,}|\*{3,}|_{3,})\s*$/,
  row: /^\s*\|(.*)\|\s*$/,
  divider: /^\s*\|(?:\s*:?-+:?\s*\|)+\s*$/,
} as const;

export function markdownBlocks(markdown: string): Block[] {
  const blocks: Block[] = [];
  const lines = markdown.replaceAll("\r\n", "\n").split("\n");
  /** Takes what follows as long as it is of one form. */
  const run = (from: number, form: RegExp): string[] => {
    const found: string[] = [];
    for (const line of lines.slice(from)) {
      const match = form.exec(line);
      if (match === null) break;
      found.push(match[1] ?? "");
    }
    return found;
  };

  for (let at = 0; at < lines.length;) {
    const line = lines[at] ?? "";
    const heading = starts.heading.exec(line);
    if (heading !== null) {
      blocks.push({ kind: "heading", level: heading[1]?.length ?? 1, line: inlinesOf(heading[2] ?? "") });
      at += 1;
    } else if (starts.fence.test(line)) {
      const rest = lines.slice(at + 1);
      const end = rest.findIndex((one) => starts.fence.test(one));
      const inside = end === -1 ? rest : rest.slice(0, end);
      blocks.push({ kind: "code", text: inside.join("\n") });
      at += inside.length + 2;
    } else if (starts.rule.test(line)) {
      blocks.push({ kind: "rule" });
      at += 1;
    } else if (starts.row.test(line) && starts.divider.test(lines[at + 1] ?? "")) {
      const [head = "", , ...rows] = run(at, starts.row);
      blocks.push({ kind: "table", head: cellsOf(head), rows: rows.map(cellsOf) });
      at += rows.length + 2;
    } else if (starts.quote.test(line)) {
      const found = run(at, starts.quote);
      blocks.push({ kind: "quote", lines: found.map(inlinesOf) });
      at += found.length;
    } else if (starts.bullet.test(line) || starts.number.test(line)) {
      const ordered = starts.number.test(line);
      const found = run(at, ordered ? starts.number : starts.bullet);
      blocks.push({ kind: "list", ordered, lines: found.map(inlinesOf) });
      at += found.length;
    } else {
      const last = blocks.at(-1);
      // A chat shows each line on its own; only an empty one ends the paragraph.
      const isNew = line.trim() === "" || last?.kind !== "lines" || (lines[at - 1] ?? "").trim() === "";
      if (line.trim() !== "")
        if (isNew) blocks.push({ kind: "lines", lines: [inlinesOf(line)] });
        else blocks[blocks.length - 1] = { kind: "lines", lines: [...last.lines, inlinesOf(line)] };
      at += 1;
    }
  }
  return blocks;
}

function cellsOf(row: string): Line[] {
  return row.split(/(?<!\\)\|/).map((cell) => inlinesOf(cell.trim().replaceAll(String.raw`\|`, "|")));
}

/** The forms inside a line in the order in which they are tried. */
const inlineForm = new RegExp(
  [
    "`(?<code>[^`]+)`",
    String.raw`(?<picture>!)?\[(?<label>[^\]]*)\]\((?<address>[^)\s]+)\)`,
    String.raw`\*\*(?<strong>[^*]+(?:\*[^*]+)*?)\*\*`,
    String.raw`(?<![\w*])\*(?<emphasis>[^*\s](?:[^*]*[^*\s])?)\*(?![\w*])`,
    '<font color="?(?<colour>[^">]+)"?>(?<coloured>.*?)</font>',
    "<@(?<mention>[^>\\s]+)>",
  ].join("|"),
  "g",
);

function inlinesOf(text: string): Inline[] {
  const inlines: Inline[] = [];
  const add = (plain: string): void => {
    if (plain !== "") inlines.push({ kind: "text", text: plain });
  };
  let end = 0;
  for (const match of text.matchAll(inlineForm)) {
    add(text.slice(end, match.index));
    end = match.index + match[0].length;
    inlines.push(inlineOf(match.groups ?? {}));
  }
  add(text.slice(end));
  return inlines;
}

function inlineOf(found: Readonly<Record<string, string | undefined>>): Inline {
  const { code, picture, label = "", address, strong, emphasis, colour, coloured = "", mention = "" } = found;
  if (code !== undefined) return { kind: "code", text: code };
  if (address !== undefined) return { kind: picture === undefined ? "link" : "image", text: label, address };
  if (strong !== undefined) return { kind: "strong", inside: inlinesOf(strong) };
  if (emphasis !== undefined) return { kind: "emphasis", inside: inlinesOf(emphasis) };
  if (colour !== undefined) return { kind: "coloured", colour, inside: inlinesOf(coloured) };
  return { kind: "mention", text: mention };
}
