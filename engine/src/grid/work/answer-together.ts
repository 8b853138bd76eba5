/**
 * Many programs that ask for the same at once are answered by one statement: while one is under way those who come gather,
 * and the next one is for all of them. So it costs as much for fifty as for one, and nobody waits when nobody else asks.
 */
import { setTimeout as sleep } from "node:timers/promises";
import { isTransientDatabaseError } from "@belfry/store";

/** Answers requests of one kind, each with the answer at its place. */
export type AnswerAll<Request, Answer> = (kind: string, requests: readonly Request[]) => Promise<readonly Answer[]>;

interface Waiting<Request, Answer> {
  readonly request: Request;
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: unknown) => void;
}

/** More are not answered by one statement. */
const MOST_TOGETHER = 100;
/**
 * Who was answered together comes again together: for a part of the time that the answer took, those who are there wait for
 * them. Without it two halves would take turns, each with a statement that costs as much as one for all.
 */
const WAIT_PART = 0.25;
const LONGEST_WAIT_MS = 5;

/**
 * Returns what asks: who asks for the same kind shares statements. An error that stems from what was asked meets only the
 * request that caused it, because those that failed together are then asked one by one.
 */
export function answerTogether<Request, Answer>(
  answerAll: AnswerAll<Request, Answer>,
): (kind: string, request: Request) => Promise<Answer> {
  const gathering = new Map<string, Waiting<Request, Answer>[]>();

  const answer = async (kind: string, batch: readonly Waiting<Request, Answer>[]): Promise<void> => {
    try {
      const answers = await answerAll(
        kind,
        batch.map(({ request }) => request),
      );
      for (const [place, { resolve }] of batch.entries()) resolve(answers[place] as Answer);
    } catch (error) {
      // Nobody knows whether it happened when the database could not be asked: whoever asked decides.
      if (batch.length === 1 || isTransientDatabaseError(error)) {
        for (const { reject } of batch) reject(error);
        return;
      }
      for (const one of batch) await answer(kind, [one]);
    }
  };

  const work = async (kind: string, waiting: Waiting<Request, Answer>[]): Promise<void> => {
    while (waiting.length > 0) {
      const batch = waiting.splice(0, MOST_TOGETHER);
      const began = performance.now();
      await answer(kind, batch);
      const tookMs = performance.now() - began;
      if (batch.length + waiting.length > 1) await sleep(Math.min(tookMs * WAIT_PART, LONGEST_WAIT_MS));
    }
    gathering.delete(kind);
  };

  return (kind, request) =>
    new Promise((resolve, reject) => {
      const one = { request, resolve, reject };
      const waiting = gathering.get(kind);
      if (waiting !== undefined) {
        waiting.push(one);
        return;
      }
      const own = [one];
      gathering.set(kind, own);
      // After the I/O callbacks of this turn: those who ask in it share the first statement too.
      setImmediate(() => void work(kind, own));
    });
}
