/** A moment as a field of the browser holds it, in its zone: `2026-02-16T06:00:00`. */
export function fieldOfInstant(at: Date): string {
  const day = `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
  return `${day}T${two(at.getHours())}:${two(at.getMinutes())}:${two(at.getSeconds())}`;
}

/** The way back; nothing for a field that is not filled in. */
export function instantOfField(field: string): Date | undefined {
  const at = new Date(field);
  return field === "" || Number.isNaN(at.getTime()) ? undefined : at;
}

function two(value: number): string {
  return String(value).padStart(2, "0");
}
