/**
 * Makes the document for the frame of a mail. The frame is sandboxed: it runs no script, and it may fetch nothing, so
 * that opening a mail tells its sender nothing. Images that came with the mail are put in as data.
 *
 * @param images addresses of the inline attachments, by their Content-ID
 */
export function mailDocument(html: string, images: ReadonlyMap<string, string>): string {
  const withImages = html.replaceAll(/(["'(])cid:([^"')\s>]+)/gi, (whole: string, before: string, id: string) => {
    const image = images.get(decodeId(id));
    return image === undefined ? whole : `${before}${image}`;
  });
  // In front of everything: a policy holds for what comes behind it.
  return `<!doctype html><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:"><meta name="color-scheme" content="light"><base target="_blank"><style>body{margin:16px;background:#fff;color:#1c2433;font:14px/1.6 system-ui,"PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif;overflow-wrap:anywhere}img{max-width:100%}</style>${withImages}`;
}

/** A Content-ID stands in an address percent-encoded; one that is not encoded rightly is taken as it is. */
function decodeId(id: string): string {
  try {
    return decodeURIComponent(id);
  } catch (error) {
    if (error instanceof URIError) return id;
    throw error;
  }
}
