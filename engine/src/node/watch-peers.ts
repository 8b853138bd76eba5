/**
 * Who of the other nodes is gone. A node that dies loses its session lock at once. A node that hangs or is cut off keeps
 * it, perhaps, but its beat stands still; that is measured with our own monotonic clock from the moment we first saw that
 * beat, so that no jump of any clock can make a living node look dead.
 */
export interface Peer {
  readonly id: number;
  readonly beat: number;
  readonly alive: boolean;
}

export interface PeerWatch {
  /** Takes what the last tick saw and returns the nodes that are gone. */
  look(peers: readonly Peer[]): Peer[];
}

export function createPeerWatch(options: { readonly silentMs: number; readonly monotonicMs: () => number }): PeerWatch {
  const seen = new Map<number, { beat: number; since: number }>();
  let lastLook = options.monotonicMs();
  return {
    look(peers) {
      const now = options.monotonicMs();
      // We stood still ourselves, perhaps together with all others: how long their beats did is nothing we can know.
      if (now - lastLook > options.silentMs) seen.clear();
      lastLook = now;
      const known = new Set(peers.map((peer) => peer.id));
      for (const id of seen.keys()) if (!known.has(id)) seen.delete(id);
      return peers.filter((peer) => {
        const last = seen.get(peer.id);
        if (last === undefined || last.beat !== peer.beat) seen.set(peer.id, { beat: peer.beat, since: now });
        return !peer.alive || (last !== undefined && last.beat === peer.beat && now - last.since > options.silentMs);
      });
    },
  };
}
