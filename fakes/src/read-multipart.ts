/** One part of a form that was uploaded. */
export interface UploadedPart {
  readonly name: string;
  readonly fileName: string | undefined;
  /** What the part says of its own length; some providers demand it. */
  readonly fileLength: number | undefined;
  readonly mediaType: string | undefined;
  readonly content: Buffer;
}

/** The parts of a body of type multipart/form-data. Nothing for a body of another type. */
export function readMultipart(body: Buffer, contentType: string): UploadedPart[] {
  const boundary = /^multipart\/form-data;.*boundary="?([^";]+)"?/i.exec(contentType)?.[1];
  if (boundary === undefined) return [];
  const parts: UploadedPart[] = [];
  const mark = Buffer.from(`--${boundary}`);
  let at = body.indexOf(mark);
  while (at !== -1) {
    const start = at + mark.length + 2;
    const end = body.indexOf(mark, start);
    const blank = body.indexOf("\r\n\r\n", start);
    if (end === -1 || blank === -1) break;
    parts.push(readPart(body.subarray(start, blank).toString("utf8"), body.subarray(blank + 4, end - 2)));
    at = end;
  }
  return parts;
}

function readPart(headers: string, content: Buffer): UploadedPart {
  const value = (pattern: RegExp) => pattern.exec(headers)?.[1];
  const length = value(/;\s*filelength=(\d+)/i);
  return {
    name: value(/;\s*name="([^"]*)"/i) ?? "",
    fileName: value(/;\s*filename="([^"]*)"/i)?.replaceAll("%22", '"'),
    fileLength: length === undefined ? undefined : Number(length),
    mediaType: value(/^content-type:\s*(.+)$/im),
    content: Buffer.from(content),
  };
}
