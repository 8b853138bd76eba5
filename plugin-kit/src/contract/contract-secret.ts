import type { SecretRef } from "@belfry/model";

/**
 * The one secret that the vault of every contract check holds. Write `ref` into an input or an account; let your fake
 * provider expect `value`.
 */
export const contractSecret: { readonly ref: SecretRef; readonly value: string } = {
  ref: { $secret: "CONTRACT_SECRET" },
  // With signs that change in an address, so that the percent-encoded form is another text.
  value: "kontrakt/7f3a+c9e1=5b2d 8046",
};

const forms: readonly string[] = [
  contractSecret.value,
  encodeURIComponent(contractSecret.value),
  new URLSearchParams([["", contractSecret.value]]).toString().slice(1),
  Buffer.from(contractSecret.value).toString("base64"),
];

/** Whether the secret stands somewhere inside a value: plainly, as part of an address or in base64. */
export function showsSecret(shown: unknown): boolean {
  const text = textOf(shown);
  return forms.some((form) => text.includes(form) || text.includes(JSON.stringify(form).slice(1, -1)));
}

function textOf(shown: unknown): string {
  if (!(shown instanceof Error))
    return JSON.stringify(shown, (_key, value: unknown) => describe(value)) ?? String(shown);
  // The stack repeats the message; the cause may be what the plugin wrapped.
  return `${shown.message} ${JSON.stringify(Object.entries(shown))} ${shown.cause === undefined ? "" : textOf(shown.cause)}`;
}

function describe(value: unknown): unknown {
  return typeof value === "bigint" ? value.toString() : value;
}
