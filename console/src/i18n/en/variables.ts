import type { Translation } from "../translation.ts";

/** Values that rules share. */
export const variables = {
  title: "Variables",
  lead: "Rules read these values as vars.NAME. A change applies from the next fire on. Secrets do not belong here.",
  name: "Name",
  value: "Value",
  updated: "Updated",
  add: "New variable",
  edit: "Edit variable {{name}}",
  valueHint: 'Write JSON: text in quotes, "Block A"; numbers, true, lists and objects as they are.',
  nameFault: "Begin with a letter or _, then letters, digits and _.",
  valueFault: "This is not valid JSON: {{reason}}",
  deleteTitle: "Delete the variable {{name}}?",
  deleteText: "Rules that read it fail from their next run on, unless they define a variable of that name themselves.",
  saved: "{{name}} is saved",
  deleted: "{{name}} is deleted",
  empty: "No variables yet",
  emptyText: "Keep values here that several rules share: addresses, lists of people, times.",
} as const satisfies Translation["variables"];
