/**
 * What may stand where in a rule: the schema of rules, and in it those of the kinds of triggers and of the actions, which
 * plugins bring. A place is a path of keys and indexes into the data, with the data around it: which keys a trigger has
 * decides what kind it is, and `use` decides what `with` holds.
 */
import type { ActionEntry, TriggerEntry } from "@belfry/client";
import type { Language } from "../../preferences/index.ts";
import type { Path } from "../../ui/yaml-text/index.ts";

type Schema = Readonly<Record<string, unknown>>;

export interface RuleLanguage {
  readonly schema: Schema;
  readonly triggers: readonly TriggerEntry[];
  readonly actions: readonly ActionEntry[];
  /** In which language kinds and actions are described. */
  readonly words: Language;
}

/** A schema, and the document that its references lead into. */
export interface Place {
  readonly schema: Schema;
  readonly root: Schema;
}

/** Everything that may stand at a path: one for each alternative. Empty where anything may. */
export function placesAt(language: RuleLanguage, path: Path, data: unknown): readonly Place[] {
  let places = expand(language, { schema: language.schema, root: language.schema }, data);
  let value = data;
  for (const part of path) {
    const inside = childOf(value, part);
    places = places.flatMap((place) => childPlaces(place, part)).flatMap((place) => expand(language, place, inside));
    value = inside;
  }
  return places;
}

/** The keys that an object at this place may have, with what each holds. */
export function keysOf(
  places: readonly Place[],
): ReadonlyMap<string, { readonly schema: Schema; readonly required: boolean }> {
  const keys = new Map<string, { schema: Schema; required: boolean }>();
  for (const { schema, root } of places) {
    const required = Array.isArray(schema["required"]) ? (schema["required"] as unknown[]) : [];
    for (const [key, value] of Object.entries(asSchema(schema["properties"]) ?? {})) {
      const described = asSchema(value);
      if (described === undefined || keys.has(key)) continue;
      keys.set(key, { schema: { ...resolve(described, root), ...described }, required: required.includes(key) });
    }
  }
  return keys;
}

/** The values that a place names, with what they mean. */
export function valuesOf(
  places: readonly Place[],
): readonly { readonly value: unknown; readonly text?: string; readonly title?: string }[] {
  const found = new Map<unknown, { value: unknown; text?: string; title?: string }>();
  for (const { schema } of places) {
    const named = asSchema(schema["x-named"]);
    const values = [
      ...(Array.isArray(schema["enum"]) ? (schema["enum"] as unknown[]) : []),
      ...("const" in schema ? [schema["const"]] : []),
      ...(schema["type"] === "boolean" ? [true, false] : []),
    ];
    for (const value of values) {
      const about = asSchema(named?.[String(value)]);
      found.set(value, {
        value,
        ...(typeof about?.["title"] === "string" && { title: about["title"] }),
        ...(typeof about?.["text"] === "string" && { text: about["text"] }),
      });
    }
  }
  return [...found.values()];
}

export function descriptionOf(places: readonly Place[]): string | undefined {
  return places.map(({ schema }) => schema["description"]).find((text) => typeof text === "string");
}

/** Follows references and alternatives, and puts in what plugins bring. */
function expand(language: RuleLanguage, place: Place, data: unknown): readonly Place[] {
  const { root } = place;
  const schema = resolve(place.schema, root);
  const properties = asSchema(schema["properties"]);
  if (properties !== undefined && root === language.schema) {
    if ("use" in properties && "with" in properties) return [stepPlace(language, schema, properties, data)];
    if ("misfire" in properties) return triggerPlaces(language, schema, properties, data);
  }
  const alternatives = ["anyOf", "oneOf", "allOf"].flatMap((word) => {
    const among: unknown = schema[word];
    return Array.isArray(among) ? (among as unknown[]).map(asSchema).filter((one) => one !== undefined) : [];
  });
  if (alternatives.length === 0) return [{ schema, root }];
  const { anyOf: _, oneOf: __, allOf: ___, ...own } = schema;
  return [
    ...(Object.keys(own).length > 0 ? [{ schema: own, root }] : []),
    ...alternatives.flatMap((one) => expand(language, { schema: one, root }, data)),
  ];
}

/** A step: `use` names an action, and `with` is what that action takes. */
function stepPlace(language: RuleLanguage, schema: Schema, properties: Schema, data: unknown): Place {
  const { words, actions } = language;
  const named = Object.fromEntries(
    actions.map(({ id, displayName, description }) => [id, { title: displayName[words], text: description[words] }]),
  );
  const used = actions.find(({ id }) => id === childOf(data, "use"));
  const use = { ...asSchema(properties["use"]), enum: actions.map(({ id }) => id), "x-named": named };
  const input = { ...asSchema(properties["with"]), ...(used !== undefined && { "x-root": used.inputSchema }) };
  return { schema: { ...schema, properties: { ...properties, use, with: input } }, root: language.schema };
}

/** A trigger: the key that names its kind brings that kind's other keys. Before there is one, every kind is offered. */
function triggerPlaces(language: RuleLanguage, schema: Schema, properties: Schema, data: unknown): readonly Place[] {
  const { triggers, words } = language;
  const present = typeof data === "object" && data !== null ? Object.keys(data) : [];
  const kinds = triggers.filter(({ id }) => present.includes(id));
  if (kinds.length > 0) {
    return [
      ...kinds.flatMap(({ configSchema }) => expand(language, { schema: configSchema, root: configSchema }, data)),
      { schema, root: language.schema },
    ];
  }
  const offered = triggers.map(({ id, displayName, description }) => [
    id,
    { title: displayName[words], description: description[words] },
  ]);
  return [
    { schema: { ...schema, properties: { ...Object.fromEntries(offered), ...properties } }, root: language.schema },
  ];
}

function childPlaces({ schema, root }: Place, part: string | number): readonly Place[] {
  if (typeof part === "number") {
    const items = asSchema(schema["items"]);
    return items === undefined ? [] : [{ schema: items, root }];
  }
  const found = asSchema(asSchema(schema["properties"])?.[part]) ?? asSchema(schema["additionalProperties"]);
  if (found === undefined) return [];
  // What a plugin describes has references of its own.
  const foreign = asSchema(found["x-root"]);
  return [foreign === undefined ? { schema: found, root } : { schema: foreign, root: foreign }];
}

function resolve(schema: Schema, root: Schema): Schema {
  const reference = schema["$ref"];
  if (typeof reference !== "string" || !reference.startsWith("#")) return schema;
  const parts = reference.slice(1).split("/").filter(Boolean);
  const target = parts.reduce<unknown>((at, part) => childOf(at, part), root);
  const found = asSchema(target);
  if (found === undefined || found === schema) return {};
  const { $ref: _, ...beside } = schema;
  const whole = resolve(found, root);
  return Object.keys(beside).length === 0 ? whole : { ...whole, ...beside };
}

function childOf(value: unknown, part: string | number): unknown {
  if (typeof value !== "object" || value === null) return undefined;
  return (value as Record<string | number, unknown>)[part];
}

function asSchema(value: unknown): Schema | undefined {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Schema) : undefined;
}
