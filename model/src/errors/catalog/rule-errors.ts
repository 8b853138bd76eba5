import type { CatalogEntry } from "./catalog-entry.ts";

/** Rules, their triggers and what they are written in. */
export const ruleErrors = {
  RULE_INVALID: {
    status: 422,
    message: "The rule cannot be saved because parts of it are wrong.",
    remedy: "Correct each problem in the list; nothing was saved.",
  },
  RULE_NOT_FOUND: {
    status: 404,
    message: "There is no rule with this name.",
    remedy: "List the rules to see their names.",
  },
  RULE_VERSION_NOT_FOUND: {
    status: 404,
    message: "The rule has no such version.",
    remedy: "List the versions of the rule to see their numbers.",
  },
  RULE_EXISTS: {
    status: 409,
    message: "There is already a rule with this name.",
    remedy: "Choose another name, or change the existing rule.",
  },
  RULE_KEPT_ELSEWHERE: {
    status: 409,
    message: "The rule is kept in other files.",
    remedy: "Change it there, or take it over if it moved here.",
  },
  RULE_IMPORT_REFUSED: {
    status: 422,
    message: "Nothing was imported, because parts of it are refused.",
    remedy: "Correct each problem in the list, or leave that part out; nothing was changed.",
  },
  RULE_NOT_ENABLED: {
    status: 409,
    message: "The rule is not enabled, so it cannot be started.",
    remedy: "Enable the rule first.",
  },
  SCHEDULE_INVALID: {
    status: 422,
    message: "The schedule cannot be read.",
    remedy: "Write five fields (minute, hour, day, month, weekday) or six with the seconds first.",
  },
  EXPRESSION_INVALID: {
    status: 422,
    message: "The expression cannot be read.",
    remedy: "Correct it at the position that is named.",
  },
  EXPRESSION_FAILED: {
    status: 422,
    message: "The expression could not be evaluated with these values.",
    remedy: "Compare the names and types in the expression with the values it was given.",
  },
  TEMPLATE_INVALID: {
    status: 422,
    message: "The template cannot be read.",
    remedy: "Correct it at the position that is named.",
  },
  TEMPLATE_FAILED: {
    status: 422,
    message: "The template could not be rendered with these values.",
    remedy: 'Give the missing value, or a default for it: {{ name | default: "…" }}.',
  },
  DURATION_INVALID: {
    status: 422,
    message: "The duration cannot be read.",
    remedy: "Write it like 500ms, 5s, 30m, 1h30m, 2d or PT5M, or as a whole number of milliseconds.",
  },
  TIME_ZONE_UNKNOWN: {
    status: 422,
    message: "The time zone is not known.",
    remedy: "Use a name of the IANA database, for example Asia/Shanghai or UTC.",
  },
  INPUT_INVALID: {
    status: 422,
    message: "The inputs do not fit what the rule asks for.",
    remedy: "Compare them with the inputs the rule declares.",
  },
  ACTION_UNKNOWN: {
    status: 422,
    message: "There is no action with this id.",
    remedy: "Check the spelling, or install the plugin that brings it.",
  },
  TRIGGER_UNKNOWN: {
    status: 422,
    message: "There is no trigger of this kind.",
    remedy: "Check the spelling, or install the plugin that brings it.",
  },
  LABEL_NOT_ALLOWED: {
    status: 403,
    message: "You may only save rules with the labels you are restricted to.",
    remedy: "Give the rule the label that is named, with one of its values.",
  },
  INPUT_NOT_ALLOWED: {
    status: 403,
    message: "You may not give this value to this input.",
    remedy: "Choose among the values that are named, or ask an administrator for more.",
  },
  SLOTS_TOO_MANY: {
    status: 422,
    message: "There are more slots in this time than one file takes.",
    remedy: "Export a shorter time, and the rest in files of its own.",
  },
} as const satisfies Record<string, CatalogEntry>;
