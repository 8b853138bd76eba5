/** An element as selectors see it. */
export interface StyledElement {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly classes: ReadonlySet<string>;
}

interface Compound {
  /** Empty for any. */
  readonly name: string;
  readonly ids: readonly string[];
  readonly classes: readonly string[];
  readonly attributes: readonly { readonly name: string; readonly value: string | undefined }[];
  /** Whether it is the parent of what follows, and not just around it. */
  readonly isParent: boolean;
}

export interface Selector {
  readonly compounds: readonly Compound[];
  /** Of two that match, the greater one wins. */
  readonly specificity: number;
}

const COMPOUND = /^(\*|[a-zA-Z][\w-]*)?((?:#[\w-]+|\.[\w-]+|\[[\w-]+(?:=(?:"[^"]*"|'[^']*'|[\w-]+))?\])*)$/;

/** Elements, classes, ids and attributes, inside of each other. Nothing for what depends on more: `a:hover`, `h1 + p`. */
export function parseSelector(text: string): Selector | undefined {
  const words = text
    .replace(/\s*>\s*/g, " > ")
    .trim()
    .split(/\s+/);
  const compounds: Compound[] = [];
  for (const [place, word] of words.entries()) {
    if (word === ">") {
      if (compounds.length === 0 || words[place + 1] === undefined) return undefined;
      continue;
    }
    const compound = parseCompound(word, words[place + 1] === ">");
    if (compound === undefined) return undefined;
    compounds.push(compound);
  }
  const weigh = ({ name, ids, classes, attributes }: Compound) =>
    ids.length * 10_000 + (classes.length + attributes.length) * 100 + (name === "" ? 0 : 1);
  return { compounds, specificity: compounds.reduce((sum, compound) => sum + weigh(compound), 0) };
}

function parseCompound(word: string, isParent: boolean): Compound | undefined {
  const match = COMPOUND.exec(word);
  if (match === null || word === "") return undefined;
  const parts = (match[2] ?? "").match(/#[\w-]+|\.[\w-]+|\[[^\]]*\]/g) ?? [];
  const named = (sign: string) => parts.filter((part) => part.startsWith(sign)).map((part) => part.slice(1));
  const attributes = named("[").map((part) => {
    const [, name = "", double, single, bare] = /^([\w-]+)(?:=(?:"([^"]*)"|'([^']*)'|([\w-]+)))?\]$/.exec(part) ?? [];
    return { name: name.toLowerCase(), value: double ?? single ?? bare };
  });
  const name = match[1] === undefined || match[1] === "*" ? "" : match[1].toLowerCase();
  return { name, ids: named("#"), classes: named("."), attributes, isParent };
}

/** Whether a selector means the last element of a line of elements, each inside of the one before it. */
export function matches({ compounds }: Selector, line: readonly StyledElement[]): boolean {
  return matchesFrom(compounds, compounds.length - 1, line, line.length - 1);
}

function matchesFrom(
  compounds: readonly Compound[],
  place: number,
  line: readonly StyledElement[],
  at: number,
): boolean {
  const compound = compounds[place];
  const element = line[at];
  if (compound === undefined || element === undefined || !isMeant(compound, element)) return false;
  if (place === 0) return true;
  if (compounds[place - 1]?.isParent === true) return matchesFrom(compounds, place - 1, line, at - 1);
  for (let above = at - 1; above >= 0; above -= 1) {
    if (matchesFrom(compounds, place - 1, line, above)) return true;
  }
  return false;
}

function isMeant({ name, ids, classes, attributes }: Compound, element: StyledElement): boolean {
  return (
    (name === "" || name === element.name) &&
    ids.every((id) => element.attributes.get("id") === id) &&
    classes.every((one) => element.classes.has(one)) &&
    attributes.every(({ name: attribute, value }) => {
      const own = element.attributes.get(attribute);
      return own !== undefined && (value === undefined || own === value);
    })
  );
}
