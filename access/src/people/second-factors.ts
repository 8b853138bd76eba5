/**
 * The second factor: six digits that an app derives from a shared secret and the time (RFC 6238), or one of ten recovery
 * codes. A code is accepted once: neither it nor an older one opens anything again, so one that was overheard is worth
 * nothing. The clock is the database's, and a step of thirty seconds to either side is forgiven.
 */
import { randomBytes } from "node:crypto";
import { Secret, TOTP } from "otpauth";
import { AppError, type Actor } from "@belfry/model";
import type { Queryable, Store, Tx } from "@belfry/store";
import { writeAudit } from "../audit/write-audit.ts";
import { deleteSecondFactor } from "../sql/delete-second-factor.ts";
import { markSecondFactor } from "../sql/mark-second-factor.ts";
import { replaceRecoveryCodes } from "../sql/replace-recovery-codes.ts";
import { selectUser } from "../sql/select-user.ts";
import { selectSecondFactorState, type SecondFactorState } from "../sql/select-second-factor-state.ts";
import { takeRecoveryCode } from "../sql/take-recovery-code.ts";
import { takeSecondFactor } from "../sql/take-second-factor.ts";
import { upsertSecondFactor } from "../sql/upsert-second-factor.ts";
import { hashToken } from "../tokens/token.ts";
import { secondFactorsTable } from "../vault/sealed-columns.ts";
import { sealerOf, type MasterKey } from "../vault/sealer.ts";
import { countAttempt, forgetAttempts } from "./login-lock.ts";
import { isPassword } from "./passwords.ts";
import type { Caller } from "./permissions.ts";
import { takeUser, type Administrator } from "./users.ts";

const STEP_SECONDS = 30;
const RECOVERY_CODES = 10;

/** Whose second factor it is, and who is known to ask. */
export interface Owner {
  readonly caller: Caller;
  readonly actor: Actor;
}

export interface SecondFactors {
  state(caller: Caller): Promise<SecondFactorState>;
  /**
   * Makes a secret, shown once, and asks for a code of it. Beginning again makes another one.
   * @throws AppError SECOND_FACTOR_STATE when there is one in force; PERMISSION_DENIED for a program
   */
  enrol(owner: Owner): Promise<{ readonly secret: string; readonly uri: string }>;
  /**
   * Puts it in force with a first code. The recovery codes are shown once.
   * @throws AppError SECOND_FACTOR_STATE, SECOND_FACTOR_INVALID, TOO_MANY_ATTEMPTS
   */
  confirm(owner: Owner, code: string): Promise<{ readonly recoveryCodes: readonly string[] }>;
  /**
   * Switches it off, for whoever has both factors at hand.
   * @throws AppError SECOND_FACTOR_STATE, SECOND_FACTOR_INVALID, REQUEST_INVALID for a wrong password, TOO_MANY_ATTEMPTS
   */
  disable(owner: Owner, proof: { readonly password: string | undefined; readonly code: string }): Promise<void>;
  /** For somebody whose phone is lost. @throws AppError USER_NOT_FOUND, PERMISSION_DENIED, SECOND_FACTOR_STATE */
  reset(by: Administrator, name: string): Promise<void>;
  /** Whether this is a code of the person that was never used, which is then used. */
  accept(tx: Tx, userId: number, code: string): Promise<boolean>;
}

export function createSecondFactors(store: Store, key: MasterKey): SecondFactors {
  const sealer = sealerOf(key);

  async function accept(tx: Tx, userId: number, code: string, options = { pending: false }): Promise<boolean> {
    const factor = await takeSecondFactor(tx, userId);
    if (factor === undefined || (factor.confirmedAt === null) !== options.pending) return false;
    const typed = code.replaceAll(/[\s-]/g, "").toLowerCase();
    if (!/^\d{6}$/.test(typed)) return !options.pending && takeRecoveryCode(tx, { userId, codeHash: hashToken(typed) });
    const secret = await sealer.unseal(secondFactorsTable.sealedName(userId), factor);
    if (secret === undefined) {
      throw new AppError("SECRET_UNREADABLE", { reason: "The second factor was stored under another key." });
    }
    const timestamp = factor.now.getTime();
    const delta = totp(secret).validate({ token: typed, timestamp, window: 1 });
    const step = delta === null ? undefined : Math.floor(timestamp / 1_000 / STEP_SECONDS) + delta;
    if (step === undefined || (factor.lastStep !== null && step <= Number(factor.lastStep))) return false;
    await markSecondFactor(tx, { userId, step });
    return true;
  }

  return {
    state: (caller) => selectSecondFactorState(store, personOf(caller)),

    async enrol({ caller, actor }) {
      const userId = personOf(caller);
      const secret = new Secret({ size: 20 }).base32;
      await store.transaction(async (tx) => {
        const sealed = await sealer.seal(tx, secondFactorsTable.sealedName(userId), secret);
        if (!(await upsertSecondFactor(tx, { userId, ...sealed }))) {
          throw new AppError("SECOND_FACTOR_STATE", { reason: "There is one in force; switch it off first." });
        }
        await writeAudit(tx, { by: actor, ...about("session.second-factor-enrol", caller.name) });
      });
      return { secret, uri: totp(secret, caller.name).toString() };
    },

    async confirm({ caller, actor }, code) {
      const userId = personOf(caller);
      if ((await selectSecondFactorState(store, userId)).state !== "pending") throw nothingToConfirm();
      await countAttempt(store, { userId });
      const recoveryCodes = Array.from({ length: RECOVERY_CODES }, newRecoveryCode);
      await store.transaction(async (tx) => {
        if (!(await accept(tx, userId, code, { pending: true }))) throw new AppError("SECOND_FACTOR_INVALID");
        await forgetAttempts(tx, [{ userId }]);
        await replaceRecoveryCodes(tx, { userId, codeHashes: recoveryCodes.map(hashCode) });
        await writeAudit(tx, { by: actor, ...about("session.second-factor-confirm", caller.name) });
      });
      return { recoveryCodes };
    },

    async disable({ caller, actor }, { password, code }) {
      const userId = personOf(caller);
      if ((await selectSecondFactorState(store, userId)).state !== "on") throw nothingInForce();
      await countAttempt(store, { userId });
      await checkOwnPassword(store, caller.name, password);
      await store.transaction(async (tx) => {
        if (!(await accept(tx, userId, code))) throw new AppError("SECOND_FACTOR_INVALID");
        await forgetAttempts(tx, [{ userId }]);
        await deleteSecondFactor(tx, userId);
        await writeAudit(tx, { by: actor, ...about("session.second-factor-disable", caller.name) });
      });
    },

    reset: ({ caller, actor }, name) =>
      store.transaction(async (tx) => {
        const { user } = await takeUser(tx, caller, name);
        if (!(await deleteSecondFactor(tx, user.id))) throw nothingInForce();
        await forgetAttempts(tx, [{ userId: user.id }]);
        await writeAudit(tx, { by: actor, ...about("users.second-factor-reset", user.name) });
      }),

    accept,
  };
}

/** @throws AppError REQUEST_INVALID; somebody without a password has none to prove */
async function checkOwnPassword(db: Queryable, name: string, password: string | undefined): Promise<void> {
  const user = await selectUser(db, name);
  if (user?.passwordHash === null || (await isPassword(user?.passwordHash, password ?? ""))) return;
  const remedy = "Type the password you sign in with.";
  const problem = { path: "password", message: "This is not your password.", remedy };
  throw new AppError("REQUEST_INVALID", { problems: [problem] });
}

function totp(secret: string, label = ""): TOTP {
  return new TOTP({ issuer: "Belfry", label, secret: Secret.fromBase32(secret), digits: 6, period: STEP_SECONDS });
}

/** Eighty random bits: `k3v9x-…`, never six digits alone. */
function newRecoveryCode(): string {
  const text = new Secret({ buffer: Uint8Array.from(randomBytes(10)).buffer }).base32.toLowerCase();
  return [text.slice(0, 4), text.slice(4, 8), text.slice(8, 12), text.slice(12)].join("-");
}

function hashCode(code: string): Buffer {
  return hashToken(code.replaceAll("-", ""));
}

function personOf(caller: Caller): number {
  if (caller.userId !== null) return caller.userId;
  throw new AppError("PERMISSION_DENIED", { reason: "Only people have a second factor." });
}

function nothingToConfirm(): AppError {
  return new AppError("SECOND_FACTOR_STATE", { reason: "Nothing waits for a first code." });
}

function nothingInForce(): AppError {
  return new AppError("SECOND_FACTOR_STATE", { reason: "There is none in force." });
}

function about(action: string, name: string) {
  return { action, subject: { kind: "user", id: name }, outcome: "done" } as const;
}
