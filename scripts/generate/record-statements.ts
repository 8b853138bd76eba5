/**
 * Finds out what SQL the functions of a module send, by calling each of them with a database that only writes down.
 *
 * The other arguments are one object that is everything at once: any property of it is itself, as a list it has one
 * item, as a text it reads "null". So no statement needs an example written for it, and a new one is found by itself.
 */
export interface RecordedStatement {
  readonly name: string;
  readonly text: string;
}

/** The statements that the exported functions of a module send; each once. */
export async function recordStatements(module: Readonly<Record<string, unknown>>): Promise<RecordedStatement[]> {
  const sent = new Map<string, RecordedStatement>();
  const query = (statement: RecordedStatement) => {
    sent.set(`${statement.name}\n${statement.text}`, { name: statement.name, text: statement.text });
    return Promise.resolve({ rows: [anything()], count: 1 });
  };
  for (const value of Object.values(module)) {
    if (typeof value !== "function") continue;
    await callUntilItSends(value as UnknownFunction, anything({ query }));
  }
  return [...sent.values()];
}

type UnknownFunction = (...values: unknown[]) => unknown;

/** A function that builds a statement is called, and so is what it built. */
async function callUntilItSends(call: UnknownFunction, database: unknown): Promise<void> {
  try {
    const result = await call(database, anything(), anything(), anything());
    if (typeof result === "function" && result !== anything) await (result as UnknownFunction)(database, anything());
  } catch (error) {
    // What a function makes of an answer that means nothing does not matter here: its statement was sent before.
    if (!(error instanceof Error)) throw error;
  }
}

/** An object that is everything at once, except for the properties that are given. */
function anything(known: Readonly<Record<string, unknown>> = {}): unknown {
  const list = (): unknown[] => [anything()];
  return new Proxy(() => undefined, {
    get(_target, key) {
      if (typeof key === "string" && key in known) return known[key];
      if (key === "then") return undefined;
      if (key === "length") return 1;
      if (key === "toJSON" || key === Symbol.toPrimitive || key === "toString") return () => "null";
      const ofLists: unknown = Reflect.get(Array.prototype, key);
      return typeof ofLists === "function" ? ofLists.bind(list()) : anything();
    },
    apply: () => anything(),
  });
}
