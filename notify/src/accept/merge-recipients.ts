import type { Recipient, RecipientField } from "./message-content.ts";

const FIELDS = ["to", "cc", "bcc"] as const satisfies readonly RecipientField[];

/**
 * All recipients, each once: whoever stands in several fields gets the message once, in the most visible of them.
 * Addresses are trimmed and compared without regard to case.
 */
export function mergeRecipients(fields: Readonly<Record<RecipientField, readonly string[]>>): Recipient[] {
  const seen = new Set<string>();
  const merged: Recipient[] = [];
  for (const field of FIELDS) {
    for (const written of fields[field]) {
      const address = written.trim();
      const key = address.toLowerCase();
      if (seen.has(key)) continue;
      seen.add(key);
      merged.push({ field, address });
    }
  }
  return merged;
}
