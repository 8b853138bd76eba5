import { randomInt } from "node:crypto";
import { hash, verify } from "@node-rs/argon2";
import { AppError } from "@belfry/model";

// Argon2id with what OWASP asks for: 19 MiB, two passes. A guess then costs an attacker some 20 ms and the memory.
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };
const SHORTEST = 10;
const LONGEST = 200;

/** Letters and digits that nobody confuses when they read them from a terminal. */
const READABLE = "abcdefghjkmnpqrstuvwxyz23456789";

export function hashPassword(password: string): Promise<string> {
  return hash(password, COST);
}

/** What an unknown name is compared with, so that its answer takes as long as that of a known one. */
const nobody = hashPassword("nobody has this password");

/** Whether the password fits the hash. Without a hash it takes the same time and says no. */
export async function isPassword(passwordHash: string | undefined, password: string): Promise<boolean> {
  const fits = await verify(passwordHash ?? (await nobody), password);
  return passwordHash !== undefined && fits;
}

/** A password of 97 random bits that can be read aloud: `7kfm2-qxz9d-…`. */
export function generatePassword(): string {
  return [readableGroup(), readableGroup(), readableGroup(), readableGroup()].join("-");
}

function readableGroup(): string {
  return Array.from({ length: 5 }, () => READABLE[randomInt(READABLE.length)]).join("");
}

/** @throws AppError REQUEST_INVALID when people could guess it, or it is long enough to be an attack */
export function checkNewPassword(password: string, name: string): void {
  const message =
    password.length < SHORTEST
      ? `The password has fewer than ${SHORTEST} characters.`
      : password.length > LONGEST
        ? `The password has more than ${LONGEST} characters.`
        : password.toLowerCase().includes(name.toLowerCase())
          ? "The password contains your name."
          : undefined;
  if (message === undefined) return;
  const problem = {
    path: "newPassword",
    message,
    remedy: `Choose ${SHORTEST} to ${LONGEST} characters that nobody guesses.`,
  };
  throw new AppError("REQUEST_INVALID", { problems: [problem] });
}
