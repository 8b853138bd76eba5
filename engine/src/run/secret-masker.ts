/** Shorter values are left alone: masking every "1" would make logs unreadable and hide nothing. */
const SHORTEST_SECRET = 4;
const MASK = "•••";

/** Remembers the secrets that one execution has read, and takes them out of everything that is kept of it. */
export interface SecretMasker {
  add(secret: string): void;
  text(text: string): string;
  /** Masks all strings inside a JSON value; returns the value itself when there is nothing to mask. */
  json<T>(value: T): T;
}

export function createSecretMasker(): SecretMasker {
  const secrets = new Set<string>();
  const text = (original: string): string => {
    let masked = original;
    for (const secret of secrets) masked = masked.replaceAll(secret, MASK);
    return masked;
  };
  const json = (value: unknown): unknown => {
    if (typeof value === "string") return text(value);
    if (Array.isArray(value)) return value.map(json);
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, json(inner)]));
  };
  return {
    add(secret) {
      if (secret.length < SHORTEST_SECRET) return;
      secrets.add(secret);
      // An address or a form shows it percent-encoded.
      secrets.add(encodeURIComponent(secret));
    },
    text: (original) => (secrets.size === 0 ? original : text(original)),
    json: <T>(value: T) => (secrets.size === 0 ? value : (json(value) as T)),
  };
}
