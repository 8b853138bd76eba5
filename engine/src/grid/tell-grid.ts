/** Waits for what changes a grid, and tells afterwards which one it was. What fails has changed nothing. */
export type TellGrid = <T>(grid: string, work: Promise<T>) => Promise<T>;

/** @param onChanged hears of each grid in which something may have changed */
export function createTellGrid(onChanged: (grid: string) => void): TellGrid {
  return async (grid, work) => {
    const done = await work;
    onChanged(grid);
    return done;
  };
}
