/** What a process held at a moment. */
export interface Sample {
  readonly atMs: number;
  readonly bytes: number;
}

export interface Slope {
  readonly mbPerHour: number;
  /** The standard error of the slope: how far it may be from what a longer look would find. */
  readonly errorMbPerHour: number;
}

const MB = 1024 * 1024;
const HOUR_MS = 3_600_000;

/** The least of each window: what is left after the collector has been there, and not what lies around before it comes. */
export function lowest(samples: readonly Sample[], windowMs: number): Sample[] {
  const windows = Map.groupBy(samples, ({ atMs }) => Math.floor(atMs / windowMs));
  return [...windows.values()].map((inside) => inside.reduce((least, one) => (one.bytes < least.bytes ? one : least)));
}

/** The line through the samples that is nearest to them. Not a number with fewer than three. */
export function slopeOf(samples: readonly Sample[]): Slope {
  const count = samples.length;
  const hours = samples.map(({ atMs }) => atMs / HOUR_MS);
  const sizes = samples.map(({ bytes }) => bytes / MB);
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / count;
  const [middle, size] = [mean(hours), mean(sizes)];
  const spread = hours.reduce((sum, hour) => sum + (hour - middle) ** 2, 0);
  const mbPerHour = hours.reduce((sum, hour, n) => sum + (hour - middle) * ((sizes[n] ?? size) - size), 0) / spread;
  const rest = hours.reduce((sum, hour, n) => sum + ((sizes[n] ?? size) - size - mbPerHour * (hour - middle)) ** 2, 0);
  return { mbPerHour, errorMbPerHour: Math.sqrt(rest / (count - 2) / spread) };
}
