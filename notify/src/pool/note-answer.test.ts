import { describe, expect, test } from "vitest";
import { freshState, type AccountState } from "./account-state.ts";
import { noteAnswer, type AccountAnswer } from "./note-answer.ts";
import { learnedPerMinute } from "./rest-policy.ts";
import { obstacleOf, takeSend } from "./take-send.ts";

const start = new Date("2026-03-01T00:00:00Z");
const at = (minutes: number) => new Date(start.getTime() + minutes * 60_000);
const account = { name: "qq", priority: 1, weight: 1, caps: {}, zone: "Asia/Shanghai" };
const fault = (over: Partial<Extract<AccountAnswer, { kind: "fault" }>> = {}): AccountAnswer => ({
  kind: "fault",
  reason: "No.",
  code: "550",
  askedMs: undefined,
  tooFast: false,
  ...over,
});

/** Sends at each of these minutes, and gets this answer to it. Returns for how many minutes it rested after each. */
function restsAfter(answers: readonly (readonly [number, AccountAnswer])[]): { rests: number[]; state: AccountState } {
  let state = freshState("email", "qq");
  const rests = answers.map(([minutes, answer]) => {
    const now = at(minutes);
    expect(obstacleOf(state, account, { now, sends: 1 })).toBeUndefined();
    state = takeSend(state, account, { now, sends: 1, pass: 0 });
    state = noteAnswer(state, answer, { now, rests: state.rests });
    return state.restsUntil === null ? 0 : (state.restsUntil.getTime() - now.getTime()) / 60_000;
  });
  return { rests, state };
}

describe("an account", () => {
  test("that stays broken is tried once after 5, 10, 20, 40 and then every 60 minutes", () => {
    const minutes = [0, 5, 15, 35, 75, 135, 195];
    expect(restsAfter(minutes.map((minute) => [minute, fault()])).rests).toEqual([5, 10, 20, 40, 60, 60, 60]);
  });

  test("rests as long as its provider asks for, and never less", () => {
    expect(restsAfter([[0, fault({ askedMs: 10 * 60_000 })]]).rests).toEqual([10]);
    expect(restsAfter([[0, fault({ askedMs: 16 * 3_600_000 })]]).rests).toEqual([16 * 60]);
  });

  test("that sends too fast again and again rests longer, even when it worked in between", () => {
    const tooFast = fault({ askedMs: 10 * 60_000, tooFast: true });
    const works = { kind: "works" } as const;
    const { rests } = restsAfter([
      [0, tooFast],
      [10, works],
      [20, tooFast],
      [40, works],
      [50, tooFast],
      [90 + 24 * 60, works],
      [91 + 24 * 60, tooFast],
    ]);
    expect(rests).toEqual([10, 0, 20, 0, 40, 0, 10]);
  });

  test("that sends too fast sends half as many in a minute, and finds back within a day", () => {
    let state = freshState("email", "qq");
    for (let n = 0; n < 40; n += 1) state = takeSend(state, account, { now: start, sends: 1, pass: 0 });
    state = noteAnswer(state, fault({ tooFast: true, askedMs: 600_000 }), { now: start, rests: 0 });
    expect(learnedPerMinute(state, at(10))).toBe(20);
    expect(learnedPerMinute(state, at(6 * 60))).toBe(40);
    expect(learnedPerMinute(state, at(12 * 60))).toBe(80);
    expect(learnedPerMinute(state, at(24 * 60))).toBeUndefined();
  });

  test("is tried by one message after a rest, and by nobody else meanwhile", () => {
    const { state } = restsAfter([[0, fault()]]);
    const trial = takeSend(state, account, { now: at(5), sends: 1, pass: 0 });
    expect(obstacleOf(trial, account, { now: at(5), sends: 1 })).toMatchObject({ kind: "on-trial" });
    const well = noteAnswer(trial, { kind: "works" }, { now: at(5), rests: trial.rests });
    expect(obstacleOf(well, account, { now: at(5), sends: 1 })).toBeUndefined();
    // Whoever tried it died: somebody else tries it.
    expect(obstacleOf(trial, account, { now: at(9), sends: 1 })).toBeUndefined();
  });

  test("counts what failed together as one fault, and rests as long as the longest of them asks for", () => {
    const first = noteAnswer(freshState("c", "a"), fault({ askedMs: 60_000 }), { now: start, rests: 0 });
    const second = noteAnswer(first, fault({ askedMs: 600_000 }), { now: start, rests: 0 });
    expect(second).toMatchObject({ faults: 1, rests: 1, restsUntil: at(10) });
  });

  test("is not woken by what was sent before it had to rest", () => {
    const resting = noteAnswer(freshState("c", "a"), fault(), { now: start, rests: 0 });
    expect(noteAnswer(resting, { kind: "works" }, { now: start, rests: 0 })).toBe(resting);
  });

  test("whose trial ended without an answer is tried by somebody else", () => {
    const { state } = restsAfter([[0, fault()]]);
    const trial = takeSend(state, account, { now: at(5), sends: 1, pass: 0 });
    const unknown = noteAnswer(trial, { kind: "unknown" }, { now: at(5), rests: trial.rests });
    expect(obstacleOf(unknown, account, { now: at(5), sends: 1 })).toBeUndefined();
    expect(unknown.faults).toBe(1);
  });
});
