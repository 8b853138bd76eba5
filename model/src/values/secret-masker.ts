/** Shorter values are left alone: masking every "1" would make logs unreadable and hide nothing. */
const SHORTEST_SECRET = 4;
const MASK = "•••";

/** Remembers the secrets that one piece of work has read, and takes them out of everything that is kept of it. */
export interface SecretMasker {
  add(secret: string): void;
  text(text: string): string;
  /** Masks all strings inside a JSON value; returns the value itself when there is nothing to mask. */
  json<T>(value: T): T;
}

export function createSecretMasker(): SecretMasker {
  // Longest first: a short secret inside of a longer one would leave the rest of that one standing.
  let secrets: readonly string[] = [];
  const text = (original: string): string => {
    let masked = original;
    for (const secret of secrets) masked = masked.replaceAll(secret, MASK);
    return masked;
  };
  const json = (value: unknown): unknown => {
    if (typeof value === "string") return text(value);
    if (Array.isArray(value)) return value.map(json);
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [text(key), json(inner)]));
  };
  return {
    add(secret) {
      if (secret.length < SHORTEST_SECRET) return;
      secrets = [...new Set([...secrets, ...formsOf(secret)])].toSorted((a, b) => b.length - a.length);
    },
    text: (original) => (secrets.length === 0 ? original : text(original)),
    json: <T>(value: T) => (secrets.length === 0 ? value : (json(value) as T)),
  };
}

/** As it is; as an address and as a form shows it; as the text of a JSON body shows it; as Base64 shows it. */
function formsOf(secret: string): string[] {
  const wellFormed = secret.toWellFormed();
  const base64 = Buffer.from(secret).toString("base64");
  const form = new URLSearchParams({ "": wellFormed }).toString().slice(1);
  const inText = JSON.stringify(secret).slice(1, -1);
  return [secret, encodeURIComponent(wellFormed), form, inText, base64, base64.replace(/=+$/, "")];
}
