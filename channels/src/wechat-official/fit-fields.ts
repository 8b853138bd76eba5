import type { ContentLimit } from "@belfry/plugin-kit";

/** How long a field may be, by the kind that its name begins with. WeChat refuses the message for one that is longer. */
const most: Readonly<Record<string, number>> = {
  thing: 20,
  character_string: 32,
  phone_number: 17,
  car_number: 8,
  const: 20,
};
const CUT = "...";

export const wechatLimits: readonly ContentLimit[] = Object.entries(most).map(([part, limit]) => ({
  part,
  unit: "characters",
  most: limit,
}));

/** The fields as WeChat wants them, those that are too long cut with three dots. */
export function fitFields(data: Readonly<Record<string, string>>): Record<string, { readonly value: string }> {
  return Object.fromEntries(Object.entries(data).map(([name, value]) => [name, { value: fitted(name, value) }]));
}

function fitted(name: string, value: string): string {
  const limit = most[name.replace(/\d+$/, "")];
  if (limit === undefined || value.length <= limit) return value;
  let kept = "";
  // Whole characters only: half of one is shown as a question mark.
  for (const sign of value) {
    if (kept.length + sign.length > limit - CUT.length) break;
    kept += sign;
  }
  return kept + CUT;
}
