/** The name of a connection: the host and port that an action calls, in small letters. */
export function connectionName({ host, port }: { readonly host: string; readonly port: number }): string {
  const bare = host.toLowerCase().replace(/^\[(.*)\]$/, "$1");
  return `${bare.includes(":") ? `[${bare}]` : bare}:${port}`;
}

/** The connection that a request to an address uses; nothing for what is no address of the web. */
export function connectionOf(address: string): string | undefined {
  const url = URL.parse(address);
  if (url === null || !/^https?:$/.test(url.protocol) || url.hostname === "") return undefined;
  const usual = url.protocol === "https:" ? 443 : 80;
  return connectionName({ host: url.hostname, port: url.port === "" ? usual : Number(url.port) });
}
