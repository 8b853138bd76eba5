import { ActionFailure } from "@belfry/plugin-kit";

/**
 * The user, password or path of a connection as it is meant, for URLs write it with percent signs.
 * @throws ActionFailure class `config` with this code for a percent sign that stands for nothing
 */
export function connectionPart(text: string, code: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    // The only thing that can be wrong with it; the text itself may be a password and is not repeated.
    const message = "The connection has a percent sign that stands for nothing. Write it as %25.";
    throw new ActionFailure(message, { class: "config", code });
  }
}
