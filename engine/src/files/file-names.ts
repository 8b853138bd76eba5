const longestNameBytes = 255;

/**
 * A name that people may see on any system: no path, no control characters, nothing Windows refuses, at most 255 bytes.
 * It is kept beside the file and never becomes a path of ours; it does become one where a recipient saves it.
 */
export function safeFileName(name: string): string {
  const cleaned = name
    .normalize("NFC")
    // Control characters, and those that turn the reading direction: "abc\u202Exslx.exe" looks like a workbook.
    .replace(/[\p{Cc}\u200E\u200F\u202A-\u202E\u2066-\u2069\uFEFF]/gu, "")
    .replace(/[/\\<>:"|?*]/g, "_")
    .replace(/^[\s.]+|[\s.]+$/gu, "")
    .toWellFormed();
  return cleaned === "" ? "file" : shortened(cleaned);
}

function shortened(name: string): string {
  if (Buffer.byteLength(name) <= longestNameBytes) return name;
  // The ending stays: without it the recipient's system does not know what to open the file with.
  const ending = /\.[^.\s]{1,16}$/u.exec(name)?.[0] ?? "";
  const room = longestNameBytes - Buffer.byteLength(ending);
  let kept = "";
  let bytes = 0;
  for (const character of name.slice(0, name.length - ending.length)) {
    bytes += Buffer.byteLength(character);
    if (bytes > room) break;
    kept += character;
  }
  return kept.trimEnd() + ending;
}
