/** How the values in a text are shown. */
export interface TextStyle {
  readonly language: "zh" | "en";
  readonly instant: (iso: string) => string;
  readonly duration: (ms: number) => string;
}

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?Z$/;
/** A longer value, as JSON, is cut off in a sentence. */
const MOST_SHOWN = 200;

/**
 * A text of an explanation with its values in it: `{name}` stands for the value of that name. Times and durations are shown
 * as `style` says, texts in two languages in the one that is read.
 */
export function fillText(
  {
    text,
    values,
  }: {
    readonly text: { readonly zh: string; readonly en: string };
    readonly values: Readonly<Record<string, unknown>>;
  },
  style: TextStyle,
): string {
  return text[style.language].replaceAll(/\{(\w+)\}/g, (_all, name: string) => shown(values[name], style));
}

function shown(value: unknown, style: TextStyle): string {
  if (value === undefined || value === null) return "–";
  if (typeof value === "string") return INSTANT.test(value) ? style.instant(value) : value;
  if (typeof value !== "object") return JSON.stringify(value);
  const { ms, zh, en } = value as Readonly<Record<string, unknown>>;
  if (typeof ms === "number") return style.duration(ms);
  if (typeof zh === "string" && typeof en === "string") return style.language === "zh" ? zh : en;
  const json = JSON.stringify(value);
  return json.length > MOST_SHOWN ? `${json.slice(0, MOST_SHOWN)}…` : json;
}
