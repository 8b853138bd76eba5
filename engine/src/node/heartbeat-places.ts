/** Where the main thread writes what for its heartbeat: a counter that it moves, and its load. */
export const places = { counter: 0, running: 1, claimed: 2 } as const;
export const PLACES = 3;
