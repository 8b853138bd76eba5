/** What people and programs have that an attacker would like to have. */
import { permissions } from "../people/permissions.ts";
import type { RiskyKey } from "../sql/select-risky-keys.ts";
import type { RiskyPerson } from "../sql/select-risky-people.ts";
import type { SecurityFinding } from "./finding.ts";

export function checkPeople(people: readonly RiskyPerson[], options: { readonly isLocal: boolean }): SecurityFinding[] {
  // Who is reachable from this machine only is guarded by the machine.
  const level = options.isLocal ? "hint" : "finding";
  return people.flatMap(({ name, firstPassword, secondFactor, withoutPassword }) => {
    const found: SecurityFinding[] = [];
    if (firstPassword) {
      found.push({
        id: "first-password",
        level,
        message: `${name} still has the password of the first start.`,
        why: "It was printed to a terminal, and perhaps to a log.",
        remedy: "Sign in as this person and change it in the settings.",
      });
    }
    if (!secondFactor && !withoutPassword) {
      found.push({
        id: "no-second-factor",
        level,
        message: `The administrator ${name} signs in with a password alone.`,
        why: "A password that is guessed, reused or overheard opens everything.",
        remedy: "Set up a second factor in the settings, or let administrators sign in through single sign-on only.",
      });
    }
    return found;
  });
}

export function checkKeys(keys: readonly RiskyKey[]): SecurityFinding[] {
  return keys.flatMap(({ name, permissions: own, neverExpires, unused }) => {
    const found: SecurityFinding[] = [];
    if (permissions.every((permission) => own.includes(permission))) {
      found.push({
        id: "key-with-everything",
        level: "finding",
        message: `The key ${name} may do everything.`,
        why: "Whoever finds it in a script or a log is an administrator.",
        remedy: "Make a key with the permissions that its program needs, and revoke this one.",
      });
    }
    if (unused) {
      found.push({
        id: "key-unused",
        level: "finding",
        message: `Nobody has used the key ${name} for more than 90 days.`,
        why: "Nobody would miss it, and nobody would notice who else has it.",
        remedy: "Revoke it.",
      });
    }
    if (neverExpires) {
      found.push({
        id: "key-without-expiry",
        level: "hint",
        message: `The key ${name} never expires.`,
        why: "A copy of it that is forgotten somewhere stays good.",
        remedy: "Rotate it from time to time, or make one that expires.",
      });
    }
    return found;
  });
}
