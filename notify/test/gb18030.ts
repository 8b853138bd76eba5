const table = new Map<string, Buffer>();
const decoder = new TextDecoder("gb18030");
for (let first = 0x81; first <= 0xfe; first += 1) {
  for (let second = 0x40; second <= 0xfe; second += 1) {
    const bytes = Buffer.from([first, second]);
    const sign = decoder.decode(bytes);
    if (Array.from(sign).length === 1 && !table.has(sign)) table.set(sign, bytes);
  }
}

/** Chinese text as QQ and NetEase write it. Node decodes GB18030 and cannot encode it. */
export function gb18030(text: string): Buffer {
  return Buffer.concat(Array.from(text, (sign) => (sign.charCodeAt(0) < 0x80 ? Buffer.from(sign) : table.get(sign)!)));
}
