import type { ReceivedMail } from "./received-mail.ts";

/** The mails that came, and those who wait for more. */
export class Mailbox {
  readonly mails: ReceivedMail[] = [];
  #waiting: { readonly count: number; readonly resolve: () => void }[] = [];

  add(mail: ReceivedMail): void {
    this.mails.push(mail);
    const enough = this.#waiting.filter(({ count }) => count <= this.mails.length);
    this.#waiting = this.#waiting.filter((waiter) => !enough.includes(waiter));
    for (const { resolve } of enough) resolve();
  }

  /** Resolves with all mails as soon as there are so many; rejects with the number that came when that takes too long. */
  async waitFor(count: number, timeoutMs: number): Promise<readonly ReceivedMail[]> {
    if (this.mails.length >= count) return this.mails;
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    this.#waiting.push({ count, resolve });
    const timer = setTimeout(() => {
      reject(new Error(`Waited ${timeoutMs} ms for ${count} mails; ${this.mails.length} came.`));
    }, timeoutMs);
    try {
      await promise;
    } finally {
      clearTimeout(timer);
    }
    return this.mails;
  }
}
