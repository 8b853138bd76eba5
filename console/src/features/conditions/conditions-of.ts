type Plain = Readonly<Record<string, unknown>>;
export type Condition = string | Readonly<Record<string, unknown>>;

/** A condition of a rule, and where it stands. */
export interface PlacedCondition {
  readonly key: string;
  readonly at: "rule" | "trigger" | "step";
  /** Of the trigger or the step. */
  readonly name: string;
  readonly condition: Condition;
}

/** The conditions that a rule has: its own, those of its triggers and those of its steps. */
export function conditionsOf(definition: Plain): readonly PlacedCondition[] {
  const own = isCondition(definition["condition"])
    ? [{ key: "rule", at: "rule", name: "", condition: definition["condition"] } as const]
    : [];
  return [
    ...own,
    ...placed("trigger", definition["triggers"], "condition"),
    ...placed("step", stepsIn(definition["actions"]), "if"),
  ];
}

/** All steps, also those inside of others. What a step is given holds none. */
function stepsIn(value: unknown): readonly Plain[] {
  if (Array.isArray(value)) return (value as unknown[]).flatMap(stepsIn);
  if (!isPlain(value)) return [];
  const { with: _, set: __, return: ___, ...parts } = value;
  return [value, ...Object.values(parts).flatMap(stepsIn)];
}

function placed(at: "trigger" | "step", list: unknown, key: string): readonly PlacedCondition[] {
  if (!Array.isArray(list)) return [];
  return (list as unknown[]).flatMap((one, index) => {
    if (!isPlain(one)) return [];
    const condition = one[key];
    if (!isCondition(condition)) return [];
    const name = typeof one["id"] === "string" ? one["id"] : String(index + 1);
    return [{ key: `${at} ${index}`, at, name, condition }];
  });
}

function isCondition(value: unknown): value is Condition {
  return (typeof value === "string" && value.trim() !== "") || isPlain(value);
}

function isPlain(value: unknown): value is Plain {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
