import type { BelfryClient, GridMember } from "@belfry/client";
import { attributesOf, type AttributeRow } from "./member-attributes.ts";

export type MemberWrite = Parameters<BelfryClient["grids"]["saveMembers"]>[1];

export interface MemberForm {
  /** Dimension → value. */
  readonly member: Readonly<Record<string, string>>;
  /** Days as YYYY-MM-DD; empty: always. */
  readonly opensOn: string;
  readonly closesOn: string;
  readonly rows: readonly AttributeRow[];
}

/**
 * What is sent for a member whose form is without faults; nothing when it says what is there already. Only what was
 * changed is named, so that nobody puts back what somebody else changed meanwhile, or saves what they see masked. Only where
 * an attribute was taken away everything is named.
 * @param before as it was when the form was opened; nothing: it is new
 */
export function memberWrite(before: GridMember | undefined, form: MemberForm): MemberWrite | undefined {
  const { rows } = form;
  const member =
    before?.member ?? Object.fromEntries(Object.entries(form.member).map(([name, value]) => [name, value.trim()]));
  const opensOn = form.opensOn === "" ? null : form.opensOn;
  const closesOn = form.closesOn === "" ? null : form.closesOn;
  const attributes = attributesOf(rows);
  const known = before?.attributes ?? {};
  const names = Object.keys(attributes);
  if (Object.keys(known).some((name) => !names.includes(name)))
    return { members: [{ member: { ...member }, opensOn, closesOn, attributes }] };
  const changed = Object.entries(attributes).filter(
    ([name, value]) => !Object.hasOwn(known, name) || JSON.stringify(known[name]) !== JSON.stringify(value),
  );
  const days = {
    ...((before === undefined ? opensOn !== null : opensOn !== before.opensOn) && { opensOn }),
    ...((before === undefined ? closesOn !== null : closesOn !== before.closesOn) && { closesOn }),
  };
  if (before !== undefined && changed.length === 0 && Object.keys(days).length === 0) return undefined;
  return { members: [{ member: { ...member }, ...days, attributes: Object.fromEntries(changed) }], merge: true };
}
