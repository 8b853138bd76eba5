/**
 * Blanks the comments of a JSON text: `//` to the end of the line and block comments. Every other character keeps its place,
 * so that an error in the rest is told at the right line and column. `//` inside a string (an address) is no comment.
 */
export function stripComments(text: string): string {
  return text.replaceAll(/"(?:[^"\\\n]|\\.)*"|\/\/[^\n]*|\/\*[\s\S]*?\*\//g, (match) =>
    match.startsWith('"') ? match : match.replaceAll(/[^\n]/g, " "),
  );
}
