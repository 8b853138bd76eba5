/**
 * Which account somebody has who comes from the provider. An account belongs to issuer and subject, never to a name or an
 * address: those are given to other people in time. An account that was there before is linked once, by an address that
 * the provider has verified, and only when an administrator has allowed it for this account: otherwise whoever controls
 * an address at the provider would control the account here.
 */
import { AppError } from "@belfry/model";
import type { Tx } from "@belfry/store";
import { permissionsInForce } from "../people/grants.ts";
import { insertIdentity } from "../sql/insert-identity.ts";
import { insertUser } from "../sql/insert-user.ts";
import { linkUserByEmail } from "../sql/link-user-by-email.ts";
import { lockUserByIdentity } from "../sql/lock-user-by-identity.ts";
import { selectUser } from "../sql/select-user.ts";
import type { Claims } from "./provider.ts";

export interface KnownPerson {
  readonly id: number;
  readonly name: string;
  /** How the account was found: by issuer and subject, by its address for the first time, or it was made. */
  readonly found: "known" | "linked" | "created";
}

/**
 * @param role of somebody who comes for the first time; without one they are refused
 * @throws AppError SSO_UNKNOWN_PERSON, SSO_FAILED, ROLE_NOT_FOUND
 */
export async function personOfClaims(tx: Tx, claims: Claims, role: string | undefined): Promise<KnownPerson> {
  const known = await lockUserByIdentity(tx, claims);
  if (known !== undefined) {
    if (!known.enabled) throw new AppError("SSO_UNKNOWN_PERSON", { reason: "The account is disabled." });
    return { id: known.id, name: known.name, found: "known" };
  }
  const linked = claims.verifiedEmail === undefined ? undefined : await linkUserByEmail(tx, claims.verifiedEmail);
  if (linked !== undefined) {
    await keepIdentity(tx, claims, linked.id);
    return { ...linked, found: "linked" };
  }
  if (role === undefined) throw new AppError("SSO_UNKNOWN_PERSON");
  return { ...(await createPerson(tx, claims, role)), found: "created" };
}

async function createPerson(tx: Tx, claims: Claims, role: string): Promise<{ id: number; name: string }> {
  await permissionsInForce(tx, role);
  const email = claims.verifiedEmail ?? null;
  if (email !== null && (await selectUser(tx, email)) !== undefined) {
    throw new AppError("SSO_UNKNOWN_PERSON", { reason: "An account with this address may not be linked." });
  }
  const rest = { passwordHash: null, mustChangePassword: false, scope: null, secondFactorRequired: false };
  const displayName = (claims.displayName ?? "").slice(0, 200);
  for (const name of namesFor(claims)) {
    const id = await insertUser(tx, { name, displayName, email, role, linkAllowed: false, ...rest });
    if (id === undefined) continue;
    await keepIdentity(tx, claims, id);
    return { id, name };
  }
  throw new AppError("SSO_FAILED", { reason: "No name was free for a new account." });
}

async function keepIdentity(tx: Tx, { issuer, subject }: Claims, userId: number): Promise<void> {
  if (await insertIdentity(tx, { issuer, subject, userId })) return;
  // The same person came twice at once, and the other one was quicker.
  throw new AppError("SSO_FAILED", { reason: "Somebody signed in as this person at the same moment." });
}

/** Names that a new account may have, the best first. */
function namesFor({ userName, verifiedEmail, subject }: Claims): string[] {
  const wished = userName ?? verifiedEmail ?? subject;
  const name = wished
    .replace(/@.*$/, "")
    .replaceAll(/[^\p{L}\p{N}._-]/gu, "-")
    .replace(/^[._-]+/, "")
    .slice(0, 50);
  const base = name === "" ? "sso" : name;
  return [base, ...Array.from({ length: 20 }, (_, n) => `${base}-${n + 2}`)];
}
