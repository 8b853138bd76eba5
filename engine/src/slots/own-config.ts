import type { TriggerConfig } from "@belfry/model";

/** The part of a trigger entry that belongs to the trigger itself. */
export function ownConfig(config: TriggerConfig): Record<string, unknown> {
  const {
    id: _id,
    misfire: _misfire,
    calendar: _calendar,
    onHoliday: _onHoliday,
    workday: _workday,
    dayStartsAt: _dayStartsAt,
    spread: _spread,
    condition: _condition,
    key: _key,
    throttle: _throttle,
    debounce: _debounce,
    batch: _batch,
    ...own
  } = config;
  return own;
}
