import { createHash } from "node:crypto";

/** More people than this ask from one process only by mistake; the oldest session is forgotten then. */
const MOST = 200;

/**
 * Sessions of a server that are open, by whose they are. A rule that asks every three minutes would otherwise leave a
 * session behind each time, and be locked out for signing in too often. They live as long as the process.
 */
export class KeptSessions {
  readonly #kept = new Map<string, string>();

  /**
   * The session of somebody, or a new one.
   * @param whose the address, the name and the password, which are kept as a hash only
   * @param refused a session that the server has forgotten: it is not given again
   */
  async session(whose: readonly string[], refused: string | undefined, signIn: () => Promise<string>): Promise<string> {
    const key = createHash("sha256").update(JSON.stringify(whose)).digest("hex");
    const known = this.#kept.get(key);
    // Another one who asks may have renewed it already.
    if (known !== undefined && known !== refused) return known;
    const id = await signIn();
    const [oldest] = this.#kept.keys();
    if (this.#kept.size >= MOST && oldest !== undefined) this.#kept.delete(oldest);
    this.#kept.set(key, id);
    return id;
  }
}
