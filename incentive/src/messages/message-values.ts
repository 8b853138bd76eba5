/** What the text of a group message may name. */
export const groupValues = [
  "name",
  "badge",
  "contract",
  "order",
  "sequence",
  "count",
  "total",
  "performance",
  "performancePlain",
  "cumulative",
  "platformCount",
  "platformTotal",
  "selfReferralCount",
  "selfReferralTotal",
  "rate",
  "remark",
  "closing",
] as const;

/** What the text of an award message may name: that of the group, and its lines. */
export const awardValues = [...groupValues, "lines"] as const;

/** What one line of an award message may name. */
export const awardLineValues = [...groupValues, "award", "amount", "doubled"] as const;

/** Values of a message, all of them texts. */
export type GroupValues = Readonly<Record<(typeof groupValues)[number], string>>;
