/** How long a field of a template message may be, by the kind that its name begins with; none for kinds that are not counted. */
const most: Readonly<Record<string, number>> = {
  thing: 20,
  character_string: 32,
  phone_number: 17,
  car_number: 8,
  const: 20,
};

/** The field that WeChat finds fault with; nothing when it takes all of them. */
export function badWechatField(data: Readonly<Record<string, unknown>>, names: readonly string[]): string | undefined {
  return names.find((name) => {
    const value = (data[name] as { value?: unknown } | undefined)?.value;
    if (typeof value !== "string" || value === "") return true;
    const limit = most[name.replace(/\d+$/, "")];
    return limit !== undefined && Array.from(value).length > limit;
  });
}
