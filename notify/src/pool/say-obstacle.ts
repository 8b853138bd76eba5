import type { CapWindow } from "./cap-use.ts";
import type { Obstacle } from "./take-send.ts";

const spans = { second: "a second", minute: "a minute", day: "a day", month: "a month" } as const satisfies Record<
  CapWindow,
  string
>;

/** What stands in an account's way, as a sentence. */
export function sayObstacle(name: string, obstacle: Obstacle): string {
  switch (obstacle.kind) {
    case "resting":
      return `The account "${name}" rests until ${sayTime(obstacle.freeAt)}: ${obstacle.reason}`;
    case "on-trial":
      return `One message tries whether the account "${name}" works again. Before: ${obstacle.reason}`;
    case "cap": {
      const { window, limit, used, learned } = obstacle.cap;
      const why = learned ? ", as its provider has taught" : "";
      return `The account "${name}" has sent ${used} of ${limit} in ${spans[window]}${why}; it is free at ${sayTime(obstacle.freeAt)}.`;
    }
    case "never": {
      const { window, limit } = obstacle.cap;
      return `The message takes more sends than the account "${name}" may make in ${spans[window]} (${limit}).`;
    }
    default:
      return obstacle satisfies never;
  }
}

function sayTime(time: Date): string {
  return time.toISOString().replace(/\.\d+Z$/, "Z");
}
