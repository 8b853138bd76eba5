import { z } from "zod";

/** The longest name of a group, in characters. */
const LONGEST = 100;

/** The field of a robot's account that says which group it is in. */
export const groupField = z.string().trim().min(1).max(LONGEST).meta({
  description:
    "The name of the group that the robot is in: messages name it as their recipient. Several robots may be in one group.",
});

/** Why a text cannot be the name of a group; nothing if it can. */
export function checkGroupName(name: string): string | undefined {
  if (name.trim() === "") return "The name of the group is empty.";
  if (name.length > LONGEST) return `The name of the group has more than ${LONGEST} characters.`;
  return /[\r\n\t]/.test(name) ? "The name of the group holds a line break." : undefined;
}

/** Whether a robot is in the group that a message is for. Names are compared as the ledger compares recipients. */
export function isInGroup({ group }: { readonly group: string }, recipient: string): boolean {
  return group.trim().toLowerCase() === recipient.trim().toLowerCase();
}
