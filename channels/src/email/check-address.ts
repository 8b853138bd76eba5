/** What RFC 5321 lets stand before the @ without quotes. */
const LOCAL_PART = /^[\w.!#$%&'*+/=?^`{|}~-]{1,64}$/;
const LABEL = /^[\p{L}\p{N}]([\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?$/u;

/** Why this cannot be a mail address, as a sentence; nothing if it can. Whether anybody reads it there is not asked. */
export function checkAddress(address: string): string | undefined {
  if (address === "") return "The address is empty.";
  if (address.length > 254) return "The address is longer than 254 characters.";
  const quoted = `"${address}"`;
  if (/[<>]/.test(address)) return `${quoted} holds more than the address: leave out the name and the angle brackets.`;
  if (/[,;，；、]/.test(address)) return `${quoted} looks like several addresses: write each on its own.`;
  if (/[\s\p{Cc}]/u.test(address)) return `${quoted} holds a blank.`;
  if (address.includes("＠")) return `${quoted} holds a full-width ＠: write @.`;
  const at = address.lastIndexOf("@");
  if (at === -1) return `${quoted} has no @.`;
  const local = address.slice(0, at);
  const domain = address.slice(at + 1);
  if (!LOCAL_PART.test(local)) return `${quoted} has something before the @ that mail servers do not take.`;
  if (local.startsWith(".") || local.endsWith(".") || local.includes("..")) {
    return `${quoted} has a dot before the @ where none may stand.`;
  }
  const labels = domain.split(".");
  if (labels.length < 2 && domain !== "localhost") return `${quoted} has no complete domain behind the @.`;
  if (!labels.every((label) => LABEL.test(label))) return `${quoted} has something behind the @ that is no domain.`;
  return undefined;
}
