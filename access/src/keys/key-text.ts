import { randomInt } from "node:crypto";
import { newToken } from "../tokens/token.ts";

const LETTERS = "abcdefghijkmnpqrstuvwxyz23456789";

/** `bfk_` and eight letters; it names a key and opens nothing. */
export function newKeyId(): string {
  return `bfk_${Array.from({ length: 8 }, () => LETTERS[randomInt(LETTERS.length)]).join("")}`;
}

/** `bfs_` and 256 random bits. */
export function newKeySecret(): string {
  return newToken("bfs_");
}

/** What a program sends: `bfk_….bfs_…`. Nothing when it is no such text. */
export function readKey(text: string): { readonly id: string; readonly secret: string } | undefined {
  const [, id, secret] = /^(bfk_[a-z0-9]{8})\.(bfs_[\w-]{43})$/.exec(text) ?? [];
  return id === undefined || secret === undefined ? undefined : { id, secret };
}
