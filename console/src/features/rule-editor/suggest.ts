import type { Explanation, Suggestion, Suggestions } from "../../ui/code-editor/index.ts";
import { descriptionOf, keysOf, placesAt, valuesOf, type Place, type RuleLanguage } from "./rule-language.ts";
import { cursorPlaces, wordAt, type CursorPlace, type Path } from "../../ui/yaml-text/index.ts";

/** What may be written at the cursor, keys before values. */
export function suggestAt(language: RuleLanguage, text: string, offset: number): Suggestions | undefined {
  const places = cursorPlaces(text, offset);
  const from = places[0]?.from;
  if (from === undefined) return undefined;
  return { from, options: places.flatMap((place) => optionsAt(language, place)) };
}

function optionsAt(language: RuleLanguage, place: CursorPlace): readonly Suggestion[] {
  const { path, data, kind } = place;
  const allowed = placesAt(language, path, data);
  if (kind === "value") return valueOptions(allowed);
  const present = new Set(presentKeys(data, path));
  const own = keyOptions(allowed, place, "").filter(({ label }) => !present.has(label));
  // Below a list a line without a dash would be wrong: its items are offered with one.
  const items = allowed.some(({ schema }) => schema["type"] === "array")
    ? keyOptions(placesAt(language, [...path, 0], undefined), place, "- ")
    : [];
  return [...own, ...items];
}

function keyOptions(
  places: readonly Place[],
  { indent, isInline }: CursorPlace,
  before: string,
): readonly Suggestion[] {
  const margin = " ".repeat(indent + before.length + 2);
  return [...keysOf(places)].map(([key, { schema, required }], index) => {
    const { type, title, description } = schema;
    const below = isInline ? "" : type === "array" ? `\n${margin}- ` : type === "object" ? `\n${margin}` : "";
    return {
      label: `${before}${key}`,
      insert: `${before}${key}:${below === "" ? " " : below}`,
      kind: "property",
      boost: (required ? 20 : 0) - Math.min(index, 19),
      ...(typeof title === "string" ? { detail: title } : typeof type === "string" && { detail: type }),
      ...(typeof description === "string" && { info: description }),
    };
  });
}

function valueOptions(places: readonly Place[]): readonly Suggestion[] {
  const fallback = descriptionOf(places);
  return valuesOf(places).map(({ value, title, text = fallback }) => ({
    label: written(value),
    kind: "enum",
    ...(title !== undefined && { detail: title }),
    ...(text !== undefined && { info: text }),
  }));
}

/** `off`, `yes` and texts that look like numbers would be something else without quotes, to older readers of YAML too. */
function written(value: unknown): string {
  if (typeof value !== "string") return JSON.stringify(value);
  return /^[A-Za-z][\w.-]*$/.test(value) && !/^(?:on|off|yes|no|true|false|null)$/i.test(value)
    ? value
    : JSON.stringify(value);
}

/** What the key or the named value at an offset means. */
export function explainAt(language: RuleLanguage, text: string, offset: number): Explanation | undefined {
  const word = wordAt(text, offset);
  if (word === undefined) return undefined;
  const { path, data, from, to, isKey } = word;
  const title = text.slice(from, to);
  if (isKey) {
    const about = keysOf(placesAt(language, path.slice(0, -1), data)).get(String(path.at(-1)));
    const description = about?.schema["description"];
    return typeof description === "string" ? { from, to, title, text: description } : undefined;
  }
  const value = valueAt(data, path);
  const known = valuesOf(placesAt(language, path, data)).find((one) => one.value === value);
  if (known?.text === undefined) return undefined;
  return { from, to, title: known.title === undefined ? title : `${title} · ${known.title}`, text: known.text };
}

function presentKeys(data: unknown, path: Path): readonly string[] {
  const object = valueAt(data, path);
  return typeof object === "object" && object !== null ? Object.keys(object) : [];
}

function valueAt(data: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (at, part) => (typeof at === "object" && at !== null ? (at as Record<string | number, unknown>)[part] : undefined),
    data,
  );
}
