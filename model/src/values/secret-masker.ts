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
    return masked.length < SHORTEST_CUT ? masked : withoutCutSecret(masked, secrets);
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

/** What is cut to be shown is cut at some hundred characters; only such texts can end in the middle of a secret. */
const SHORTEST_CUT = 100;

/** Takes away the beginning of a secret at the end of a text that was cut there, perhaps with dots behind it. */
function withoutCutSecret(text: string, secrets: readonly string[]): string {
  const dots = /(?:…|\.\.\.)$/.exec(text)?.[0] ?? "";
  const shown = text.slice(0, text.length - dots.length);
  for (const secret of secrets) {
    for (let length = secret.length - 1; length >= SHORTEST_PIECE; length -= 1) {
      if (shown.endsWith(secret.slice(0, length))) return `${shown.slice(0, -length)}${MASK}${dots}`;
    }
  }
  return text;
}

/** Shorter pieces of Base64 stand in many texts by chance. */
const SHORTEST_PIECE = 6;

/** Every form in which a program that was given the secret is likely to show it. */
function formsOf(secret: string): string[] {
  // Whoever reads line by line shows a key of several lines in as many pieces.
  const lines = secret.split(/\r?\n/).filter((line) => line.length >= SHORTEST_PIECE);
  const texts = new Set([secret, ...lines].flatMap((text) => [text, text.normalize("NFC"), text.normalize("NFD")]));
  const forms = [...texts].flatMap((text) => [...escapedForms(text.toWellFormed()), ...encodedForms(text)]);
  return [...new Set(forms)].filter((form) => form.length >= SHORTEST_SECRET);
}

/** As it is; as an address, a form, a JSON text (in a JSON text), ASCII-only JSON and a page show it. */
function escapedForms(text: string): string[] {
  const inAddress = encodeURIComponent(text);
  const strictly = inAddress.replaceAll(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
  const form = new URLSearchParams({ "": text }).toString().slice(1);
  const encoded = [inAddress, strictly, form];
  const inJson = JSON.stringify(text).slice(1, -1);
  const inAscii = inJson.replaceAll(/[^\0-\x7F]/gu, (sign) =>
    sign
      .split("")
      .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`)
      .join(""),
  );
  const inPage = text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
  const quoted = inPage.replaceAll('"', "&quot;");
  return [
    text,
    ...encoded,
    ...encoded.map((one) => one.replaceAll(/%[0-9A-F]{2}/g, (code) => code.toLowerCase())),
    inJson,
    JSON.stringify(inJson).slice(1, -1),
    inAscii,
    inPage,
    quoted,
    quoted.replaceAll("'", "&#39;"),
    quoted.replaceAll("'", "&#x27;"),
  ];
}

/** Hexadecimal, and Base64 also where it stands in the middle of a longer text, as in the login of a request. */
function encodedForms(text: string): string[] {
  const bytes = Buffer.from(text);
  const hex = bytes.toString("hex");
  const whole = bytes.toString("base64");
  const pieces = [0, 1, 2].map((before) => {
    const shifted = Buffer.concat([Buffer.alloc(before), bytes]).toString("base64");
    // Without the characters that depend on the neighbours.
    return shifted.slice(Math.ceil((before * 8) / 6), Math.floor(((before + bytes.length) * 8) / 6));
  });
  const base64 = [whole, whole.replace(/=+$/, ""), ...pieces.filter((piece) => piece.length >= SHORTEST_PIECE)];
  return [hex, hex.toUpperCase(), ...base64, ...base64.map((one) => one.replaceAll("+", "-").replaceAll("/", "_"))];
}
