import type { Chapter } from "./chapter.ts";
import { events } from "./events.ts";
import { feeds } from "./feeds.ts";
import { keeping } from "./keeping.ts";
import { outcomes } from "./outcomes.ts";
import { runs } from "./runs.ts";
import { schedules } from "./schedules.ts";

export const chapters: readonly Chapter[] = [schedules, runs, events, feeds, outcomes, keeping];
