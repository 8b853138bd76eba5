import type { ChannelContext, DeliveryOutcome } from "@belfry/plugin-kit";

/**
 * Sends what was not taken before, one piece after the other, and stops at the first that is not taken: the next send goes
 * on with it, and nobody reads a piece twice.
 */
export async function sendPieces<Piece>(
  ctx: ChannelContext,
  pieces: readonly Piece[],
  sendPiece: (piece: Piece) => Promise<DeliveryOutcome>,
): Promise<DeliveryOutcome> {
  let last: DeliveryOutcome = { kind: "accepted" };
  for (const [place, piece] of pieces.entries()) {
    if (place < ctx.piecesDone) continue;
    last = await sendPiece(piece);
    if (last.kind !== "accepted") return { ...last, piecesDone: place };
  }
  return { ...last, piecesDone: pieces.length };
}
