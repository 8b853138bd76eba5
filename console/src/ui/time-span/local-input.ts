/** What `<input type="datetime-local">` shows for a moment: the wall clock of the browser's zone. */
export function toLocalInput(instant: string | undefined): string {
  if (instant === undefined) return "";
  const at = new Date(instant);
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}T${two(at.getHours())}:${two(at.getMinutes())}`;
}

/** The moment that a wall clock of the browser's zone means; undefined while it is not complete. */
export function fromLocalInput(text: string): string | undefined {
  const at = new Date(text);
  return Number.isNaN(at.getTime()) ? undefined : at.toISOString();
}

function two(part: number): string {
  return String(part).padStart(2, "0");
}
