/**
 * Sessions: the cookies that the requests of one execution share.
 *
 * A session belongs to an execution and a key, never to two executions: they may act for different people. It lives in
 * this process only; on another node the execution logs in again. However many requests need it at once, one of them logs
 * in and the others wait for it.
 */
import { CookieJar } from "tough-cookie";

// An execution that ended does not say so here. The oldest sessions make room, and one that was still needed logs in again.
const sessionsAtMost = 500;

const sessions = new Map<string, CookieSession>();

/** The session of an execution under a key; made at the first call. */
export function sessionOf(executionId: number, key: string): CookieSession {
  const name = `${executionId}/${key}`;
  const session = sessions.get(name) ?? new CookieSession();
  sessions.delete(name);
  sessions.set(name, session);
  const [oldest] = sessions.keys();
  if (sessions.size > sessionsAtMost && oldest !== undefined) sessions.delete(oldest);
  return session;
}

/** What a login leaves behind for later requests. */
export interface LoggedIn {
  readonly jar: CookieJar;
  readonly headers: Readonly<Record<string, string>>;
}

export class CookieSession {
  #state: LoggedIn = { jar: new CookieJar(), headers: {} };
  /** 0 until the first login; the number of logins from then on. */
  #logins = 0;
  #underWay: Promise<void> | undefined;

  get state(): LoggedIn {
    return this.#state;
  }

  get logins(): number {
    return this.#logins;
  }

  /**
   * Logs in unless that has been done. `since` names the login that has turned out expired: a later one, by whomever, is
   * good enough.
   * @throws what `login` throws
   */
  async ensureLogin(login: () => Promise<LoggedIn>, since = 0): Promise<void> {
    while (this.#logins <= since) {
      const other = this.#underWay;
      if (other === undefined) {
        await this.#login(login);
        return;
      }
      // Somebody else's failure may be his own, for example because he was cancelled: then we try ourselves.
      await other.catch(() => undefined);
    }
  }

  async #login(login: () => Promise<LoggedIn>): Promise<void> {
    this.#underWay = login().then((state) => {
      this.#state = state;
      this.#logins += 1;
    });
    try {
      await this.#underWay;
    } finally {
      this.#underWay = undefined;
    }
  }
}
