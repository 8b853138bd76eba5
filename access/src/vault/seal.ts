/**
 * AES-256-GCM with the name of the secret as additional authenticated data. A value opens only under the key and the
 * name it was sealed with; one changed bit, or a row copied to another name, does not open.
 */
import { createCipheriv, createDecipheriv, createHash, randomBytes } from "node:crypto";

const ALGORITHM = "aes-256-gcm";
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

export interface Sealed {
  readonly nonce: Buffer;
  readonly ciphertext: Buffer;
  readonly tag: Buffer;
}

export function seal(key: Buffer, name: string, value: string): Sealed {
  // Fresh for each write: two values under one nonce and key would reveal each other.
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(ALGORITHM, key, nonce, { authTagLength: TAG_BYTES });
  cipher.setAAD(Buffer.from(name, "utf8"));
  const ciphertext = Buffer.concat([cipher.update(value, "utf8"), cipher.final()]);
  return { nonce, ciphertext, tag: cipher.getAuthTag() };
}

/** The value, or nothing when key, name or data are not those it was sealed with. */
export function unseal(key: Buffer, name: string, sealed: Sealed): string | undefined {
  // A shortened tag would be accepted by the cipher and is easy to forge.
  if (sealed.tag.length !== TAG_BYTES || sealed.nonce.length !== NONCE_BYTES) return undefined;
  const decipher = createDecipheriv(ALGORITHM, key, sealed.nonce, { authTagLength: TAG_BYTES });
  decipher.setAAD(Buffer.from(name, "utf8"));
  decipher.setAuthTag(sealed.tag);
  const start = decipher.update(sealed.ciphertext);
  try {
    return Buffer.concat([start, decipher.final()]).toString("utf8");
  } catch {
    // The only thing `final` reports is that the tag does not fit.
    return undefined;
  }
}

/** A short name of a key that tells nothing about it. */
export function keyId(key: Buffer): string {
  return createHash("sha256").update("belfry key id").update(key).digest("hex").slice(0, 12);
}
