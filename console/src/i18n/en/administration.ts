import type { Translation } from "../translation.ts";

/** What belongs to the installation and not to one rule. */
export const administration = {
  secrets: {
    title: "Secrets",
    lead: "Passwords and tokens that only actions may use. Nobody sees a value again, it can only be replaced. Rules refer to it as secrets.NAME.",
    name: "Name",
    value: "Value",
    users: "Used by",
    unused: "Nobody",
    account: "account {{name}}",
    updated: "Updated",
    add: "New secret",
    nameHint: "Rules write it as secrets.NAME.",
    replace: "Replace",
    replaceTitle: "Replace the value of {{name}}",
    valueHint: "It is not shown again; keep it elsewhere too.",
    deleteTitle: "Delete the secret {{name}}?",
    deleteUsed: "These rules and accounts use it and fail from their next run on:",
    deleteUnused: "No rule or account that you can see uses it. It cannot be brought back.",
    saved: "{{name}} is saved",
    deleted: "{{name}} is deleted",
    empty: "No secrets yet",
    emptyText: "Keep the passwords and tokens here with which rules log in elsewhere; the rules only name them.",
  },
} as const satisfies Pick<Translation, "secrets">;
