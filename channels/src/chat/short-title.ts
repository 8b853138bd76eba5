/**
 * The title that a phone shows of a message: its subject, or else its first line that says something.
 * @param most characters
 */
export function shortTitle(subject: string, content: string, most = 64): string {
  const first = content
    .split("\n")
    .map((line) => line.replace(/^[\s#>*|-]+/, "").trim())
    .find((line) => line !== "");
  const title = subject.replace(/\s+/g, " ").trim() || first || "消息";
  const characters = Array.from(new Intl.Segmenter().segment(title), ({ segment }) => segment);
  return characters.length <= most ? title : `${characters.slice(0, most - 1).join("")}…`;
}
