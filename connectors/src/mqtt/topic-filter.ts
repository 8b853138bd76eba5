/** Whether a topic is meant by a filter: `+` stands for one part, `#` at the end for the rest. */
export function fitsTopicFilter(filter: string, topic: string): boolean {
  const parts = withoutShare(filter).split("/");
  const named = topic.split("/");
  // What begins with $ is the broker's own, and is meant only where it is written out.
  if (topic.startsWith("$") && (parts[0] === "+" || parts[0] === "#")) return false;
  for (const [place, part] of parts.entries()) {
    if (part === "#") return true;
    if (place >= named.length || (part !== "+" && part !== named[place])) return false;
  }
  return parts.length === named.length;
}

/** Whether a text is a filter: wildcards stand alone between slashes, and `#` stands last. */
export function isTopicFilter(text: string): boolean {
  const parts = withoutShare(text).split("/");
  return (
    text !== "" &&
    parts.every((part, place) => part === "+" || (part === "#" && place === parts.length - 1) || !/[+#]/.test(part))
  );
}

/** Whether some topic is meant by both filters. */
export function filtersOverlap(one: string, other: string): boolean {
  const [left, right] = [withoutShare(one).split("/"), withoutShare(other).split("/")];
  for (let place = 0; ; place += 1) {
    const [a, b] = [left[place], right[place]];
    if (a === "#" || b === "#") return true;
    if (a === undefined || b === undefined) return a === b;
    if (a !== b && a !== "+" && b !== "+") return false;
  }
}

function withoutShare(filter: string): string {
  return filter.replace(/^\$share\/[^/]+\//, "");
}
