import CliTable from "cli-table3";

export interface Column {
  readonly head: string;
  readonly align?: "left" | "right";
  /** Gives way when the line is too long; what does not fit is cut with `…`. */
  readonly flexible?: boolean;
}

const GAP = 2;
const NARROWEST = 8;

/** A table without lines that fits the width. Chinese characters count as two columns, as terminals show them. */
export function formatTable(columns: readonly Column[], rows: readonly (readonly string[])[], width: number): string {
  const clean = rows.map((row) => row.map(oneLine));
  const widths = fit(
    columns,
    columns.map(({ head }, index) => Math.max(...[head, ...clean.map((row) => row[index] ?? "")].map(displayWidth))),
    width,
  );
  const table = new CliTable({
    head: columns.map(({ head }) => head),
    colAligns: columns.map(({ align }) => align ?? "left"),
    colWidths: widths,
    chars: { ...noLines, middle: " ".repeat(GAP) },
    style: { "padding-left": 0, "padding-right": 0, head: [], border: [], compact: true },
  });
  table.push(...clean.map((row) => row.map((cell, index) => cut(cell, widths[index] ?? 0))));
  return table
    .toString()
    .split("\n")
    .map((line) => line.trimEnd())
    .join("\n");
}

/** How many columns of a terminal a text takes. */
export function displayWidth(text: string): number {
  let width = 0;
  for (const { segment } of segments.segment(text)) width += wide.test(segment) ? 2 : 1;
  return width;
}

const segments = new Intl.Segmenter("en", { granularity: "grapheme" });
const wide =
  /^[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6]|^\p{Emoji_Presentation}/u;

const noLines = Object.fromEntries(
  ["top", "top-mid", "top-left", "top-right", "bottom", "bottom-mid", "bottom-left", "bottom-right"]
    .concat(["left", "left-mid", "mid", "mid-mid", "right", "right-mid"])
    .map((name) => [name, ""]),
);

/** Takes from the widest flexible column until the line fits. */
function fit(columns: readonly Column[], natural: readonly number[], width: number): number[] {
  const widths = [...natural];
  const total = () => widths.reduce((sum, one) => sum + one, 0) + GAP * (widths.length - 1);
  while (total() > width) {
    const candidates = widths.map((one, index) => (columns[index]?.flexible === true && one > NARROWEST ? one : 0));
    const widest = Math.max(...candidates);
    if (widest === 0) break;
    const index = candidates.indexOf(widest);
    widths[index] = Math.max(NARROWEST, widest - (total() - width));
  }
  return widths;
}

function cut(text: string, width: number): string {
  if (displayWidth(text) <= width) return text;
  let kept = "";
  for (const { segment } of segments.segment(text)) {
    if (displayWidth(kept + segment) > width - 1) break;
    kept += segment;
  }
  return `${kept}…`;
}

/** Line breaks and control characters of a stranger's text would break the table, or the terminal. */
function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, " ").replaceAll(/\p{Cc}/gu, "�");
}
