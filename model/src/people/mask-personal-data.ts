/**
 * Masks personal data so that a reader can tell two people apart and cannot reach either: addresses, mobile numbers and
 * identity numbers wherever they stand in a text, and in JSON also the values of keys that say they name a person.
 *
 * A name in the middle of a sentence cannot be told from any other word and stays; who must not read names must not be
 * shown such texts.
 */

/** Knows which keys of JSON hold personal data. */
export type PersonalKeys = (key: string) => boolean;

// It begins where a run of its characters begins: tried from each character anew, a megabyte of base64 took minutes.
const ADDRESS =
  /(?<![\p{L}\p{N}\p{M}._%+'-])([\p{L}\p{N}._%+'-])[\p{L}\p{N}\p{M}._%+'-]*(@|%40)((?:[\p{L}\p{N}-]+\.)+[\p{L}\p{N}-]+)/gu;
const MOBILE = /(?<!\d|\d\.)(\+?86[- ]?)?(1[3-9]\d)[- ]?\d{4}[- ]?(\d{4})(?!\d)/g;
const IDENTITY = /(?<![\dA-Za-z])(\d{2})\d{14}(\d[\dXx])(?![\dA-Za-z])/g;

/** Masks the patterns of a text: `z***@campus.example`, `138****5678`, `11**************2X`. */
export function maskText(text: string): string {
  return text
    .replaceAll(ADDRESS, "$1***$2$3")
    .replaceAll(IDENTITY, (_all, first: string, last: string) => `${first}${"*".repeat(14)}${last}`)
    .replaceAll(
      MOBILE,
      (_all, prefix: string | undefined, first: string, last: string) => `${prefix ?? ""}${first}****${last}`,
    );
}

/** Masks a whole value that names a person: an address, a number, or a name, of which the first character stays. */
export function maskPersonal(text: string): string {
  const masked = maskText(text);
  if (masked !== text || text === "") return masked;
  const characters = Array.from(text);
  const isNumber = /^[\dA-Za-z_-]*\d[\dA-Za-z_-]*$/.test(text);
  if (isNumber && characters.length > 4) return `${characters.slice(0, 2).join("")}***${characters.slice(-2).join("")}`;
  return `${characters[0] ?? ""}*`;
}

/** Compares keys without regard to case and separators: `student_name` is `studentName`. */
export function personalKeys(fields: readonly string[]): PersonalKeys {
  const known = new Set(fields.map(plainKey));
  return (key) => known.has(plainKey(key));
}

/** Masks a JSON value as deep as it goes, keys included: a map from addresses to anything is one too. */
export function maskJson(value: unknown, isPersonal: PersonalKeys): unknown {
  if (Array.isArray(value)) return value.map((item) => maskJson(item, isPersonal));
  if (value instanceof Date || typeof value !== "object" || value === null) return maskLeaf(value);
  const changed = changedKey(value);
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => {
      const named =
        isPersonal(key) || (changed !== undefined && (key === "before" || key === "after") && isPersonal(changed));
      return [maskText(key), named ? maskNamed(inner) : maskJson(inner, isPersonal)];
    }),
  );
}

/** Of one entry of a difference, `{ path, before, after }`, the key that it is about. */
function changedKey(value: object): string | undefined {
  if (!("path" in value) || typeof value.path !== "string" || !("before" in value || "after" in value))
    return undefined;
  return value.path.split(".").findLast((part) => !/^\d+$/.test(part));
}

/** Everything below a key that names a person. */
function maskNamed(value: unknown): unknown {
  if (typeof value === "string") return maskPersonal(value);
  if (typeof value === "number" || typeof value === "bigint") return maskPersonal(String(value));
  if (Array.isArray(value)) return value.map(maskNamed);
  if (value instanceof Date || typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [maskText(key), maskNamed(inner)]));
}

/** A number that reads like a mobile number is one. */
function maskLeaf(value: unknown): unknown {
  if (typeof value === "string") return maskText(value);
  if (typeof value !== "number") return value;
  const text = String(value);
  const masked = maskText(text);
  return masked === text ? value : masked;
}

function plainKey(key: string): string {
  return key.toLowerCase().replaceAll(/[\s_-]/g, "");
}
