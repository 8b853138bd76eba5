export interface NoticeTarget {
  readonly href: string;
  /** Of another site; undefined for a page of the console. */
  readonly host: string | undefined;
}

/**
 * Where the link of a notice leads. What looks like a page of the console need not be one: browsers read `/\other.example`
 * as another site, so the resolved address decides, and whoever follows it sees the host before.
 * @param origin of the console
 * @returns undefined for what is no address of the web
 */
export function noticeTarget(link: string, origin: string): NoticeTarget | undefined {
  const url = URL.parse(link, origin);
  if (url === null || (url.protocol !== "http:" && url.protocol !== "https:")) return undefined;
  return { href: url.href, host: url.origin === origin ? undefined : url.host };
}
