/**
 * Asks the outbound guard at which address a server may be reached, for libraries that open their sockets themselves.
 * Hand them the address and not the name: the name may lead elsewhere by the time they look it up. For TLS the name is
 * given beside it, as the server's name. A library that goes on to servers which this one names (members of a cluster)
 * must be told not to.
 * @throws ActionFailure class `config` with code `OUTBOUND_BLOCKED` when the address is not allowed, class `external`
 * with code `HOST_NOT_FOUND` when the name leads nowhere
 */
export type GuardedAddress = (target: { readonly host: string; readonly port: number }) => Promise<string>;
