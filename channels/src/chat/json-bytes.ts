/** How many bytes a text takes inside of a JSON body, without the quotation marks around it. */
export function jsonBytes(text: string): number {
  return Buffer.byteLength(JSON.stringify(text)) - 2;
}
