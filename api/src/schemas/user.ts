import { Scope } from "@belfry/model";
import { z } from "zod";
import { Instant } from "./common.ts";
import { PageQuery } from "./page.ts";
import { personal } from "./personal.ts";

/** Without @: who signs in with an address is never mistaken for somebody with that name. */
const UserName = z
  .string()
  .regex(
    /^[\p{L}\p{N}][\p{L}\p{N}._-]{0,62}$/u,
    "A name begins with a letter or digit and holds letters, digits, '.', '_' and '-', at most 63.",
  );

const Email = z.email("Write an address like name@example.org.").max(254);
const RoleName = z.string().min(1).max(63);
const DisplayName = z.string().max(200);

export const UserParams = z.strictObject({ user: z.string().min(1).max(63) });

export const UserQuery = PageQuery.extend({
  search: z.string().min(1).max(200).optional().describe("Part of the name, the displayed name or the e-mail address."),
});

export const UserView = z
  .object({
    id: z.int(),
    name: z.string(),
    displayName: personal("name", z.string()),
    email: personal("address", z.string()).nullable(),
    role: z.string(),
    scope: Scope.nullable(),
    enabled: z.boolean(),
    hasPassword: z.boolean().describe("False for a person who signs in through the provider only."),
    mustChangePassword: z.boolean(),
    secondFactor: z.boolean().describe("Whether a code is asked for at the sign-in."),
    secondFactorRequired: z.boolean(),
    linked: z.boolean().describe("Whether the provider of single sign-on knows this person."),
    linkAllowed: z.boolean().describe("Whether the next sign-in with this verified address is linked to the account."),
    lockedUntil: Instant.nullable().describe("Until when no password is accepted after too many wrong ones."),
    lastLoginAt: Instant.nullable(),
    createdAt: Instant,
  })
  .meta({ id: "User" });

export const UserDraft = z.strictObject({
  name: UserName,
  displayName: DisplayName.default(""),
  email: Email.nullable().default(null),
  role: RoleName,
  scope: Scope.nullable().default(null),
  secondFactorRequired: z.boolean().default(false),
  linkAllowed: z.boolean().default(false),
  withPassword: z.boolean().default(true).describe("Without one the person signs in through the provider only."),
});

export const NewUser = z
  .object({
    user: UserView,
    password: z.string().nullable().describe("Shown only now; the person has to change it at the first sign-in."),
  })
  .meta({ id: "NewUser" });

export const UserPatch = z.strictObject({
  displayName: DisplayName.optional(),
  email: Email.nullable().optional(),
  role: RoleName.optional(),
  scope: Scope.nullable().optional(),
  enabled: z.boolean().optional(),
  secondFactorRequired: z.boolean().optional(),
  linkAllowed: z.boolean().optional(),
});

export const NewPassword = z
  .object({ password: z.string().describe("Shown only now; the person has to change it at the next sign-in.") })
  .meta({ id: "NewPassword" });
