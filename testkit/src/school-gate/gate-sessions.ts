import { randomUUID } from "node:crypto";

/** One login of the gate account, as tests see it. */
export interface GateSession {
  readonly sid: string;
  readonly openedAt: Date;
  /** List requests that were answered for this session. */
  readonly listRequests: number;
  readonly ended: boolean;
}

interface OpenSession {
  readonly sid: string;
  readonly openedAt: Date;
  listRequests: number;
  ended: boolean;
}

/** Sessions of the gate system and the one-time keys of the way into one. */
export class GateSessions {
  readonly #sessions = new Map<string, OpenSession>();
  readonly #oneTimeKeys = new Set<string>();

  /** A key that is good once: the `lt` of a login form, the `ticket` of a redirect. */
  issueKey(prefix: "LT" | "ST"): string {
    const key = `${prefix}-${this.#oneTimeKeys.size + 1}-${randomUUID()}-cas`;
    this.#oneTimeKeys.add(key);
    return key;
  }

  redeemKey(prefix: "LT" | "ST", key: string | null): boolean {
    return key !== null && key.startsWith(`${prefix}-`) && this.#oneTimeKeys.delete(key);
  }

  open(): GateSession {
    const session: OpenSession = {
      sid: randomUUID().replaceAll("-", ""),
      openedAt: new Date(),
      listRequests: 0,
      ended: false,
    };
    this.#sessions.set(session.sid, session);
    return session;
  }

  isOpen(sid: string | undefined): boolean {
    return this.#openSession(sid) !== undefined;
  }

  /** Counts a list request. The session ends instead, and false comes back, if it was already used `limit` times. */
  useForList(sid: string | undefined, limit: number): boolean {
    const session = this.#openSession(sid);
    if (session === undefined) return false;
    if (session.listRequests >= limit) {
      session.ended = true;
      return false;
    }
    session.listRequests += 1;
    return true;
  }

  end(sid: string | undefined): void {
    const session = this.#openSession(sid);
    if (session !== undefined) session.ended = true;
  }

  endAll(): void {
    for (const session of this.#sessions.values()) session.ended = true;
  }

  list(): GateSession[] {
    return [...this.#sessions.values()].map((session) => ({ ...session }));
  }

  #openSession(sid: string | undefined): OpenSession | undefined {
    const session = this.#sessions.get(sid ?? "");
    return session?.ended === false ? session : undefined;
  }
}
