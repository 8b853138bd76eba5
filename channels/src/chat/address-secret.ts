/**
 * The key of a robot from what somebody stored as its secret. Providers show the whole address and not the key, so the
 * address is pasted where the key belongs; the provider would call it an invalid key.
 * @param keyOf takes the key out of an address
 */
export function keyFromSecret(secret: string, keyOf: (url: URL) => string | null | undefined): string {
  const written = secret.trim();
  if (!/^https?:\/\//i.test(written) || !URL.canParse(written)) return written;
  return keyOf(new URL(written)) ?? written;
}
