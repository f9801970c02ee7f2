/** Numbers, times and versions as people read them. Pure; what is not known is an en dash. */

const UNKNOWN = "–";
const SPACE = "\u202f"; // narrow and not broken: between a number and its unit
const DAY = 86_400;
const DATE_TIME = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "medium" });
const CLOCK = new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" });
const HOUR_MINUTE = new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
const COMMIT = /^[0-9a-f]{12,64}$/i;

export function number(value, unit) {
  return value === null ? UNKNOWN : `${Math.round(value)}${SPACE}${unit}`;
}

export function decimal(value) {
  return value === null ? UNKNOWN : value.toFixed(2);
}

/** @param {number?} seconds */
export function duration(seconds) {
  if (seconds === null) {
    return UNKNOWN;
  }
  const whole = Math.max(0, Math.floor(seconds));
  if (whole < 60) {
    return `${whole}${SPACE}s`;
  }
  if (whole < 3600) {
    return `${Math.floor(whole / 60)}${SPACE}min`;
  }
  if (whole < DAY) {
    return pair(Math.floor(whole / 3600), "h", Math.floor((whole % 3600) / 60), "min");
  }
  return pair(Math.floor(whole / DAY), "d", Math.floor((whole % DAY) / 3600), "h");
}

function pair(large, largeUnit, small, smallUnit) {
  const first = `${large}${SPACE}${largeUnit}`;
  return small === 0 ? first : `${first} ${small}${SPACE}${smallUnit}`;
}

/** How long ago that was; `now` in milliseconds since 1970. */
export function ago(instant, now) {
  if (instant === null) {
    return "never";
  }
  const seconds = (now - Date.parse(instant)) / 1000;
  return seconds < 5 ? "just now" : `${duration(largestUnit(seconds))} ago`;
}

/** Long ago, the smaller unit is noise. */
function largestUnit(seconds) {
  const unit = seconds < 3600 ? 1 : seconds < DAY ? 3600 : DAY;
  return Math.floor(seconds / unit) * unit;
}

export function dateTime(instant) {
  return instant === null ? UNKNOWN : DATE_TIME.format(Date.parse(instant));
}

export function clockTime(instant) {
  return CLOCK.format(Date.parse(instant));
}

/** @param {number} time milliseconds since 1970 */
export function hourMinute(time) {
  return HOUR_MINUTE.format(time);
}

/** A git commit short; any other version as it is. */
export function shortVersion(version) {
  if (version === null) {
    return UNKNOWN;
  }
  return COMMIT.test(version) ? version.slice(0, 7) : version;
}

export function orUnknown(text) {
  return text ?? UNKNOWN;
}

/** Decimal, as disks are sold. */
export function bytes(count) {
  const units = ["B", "kB", "MB", "GB", "TB", "PB"];
  const step = count < 1 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(count) / 3));
  const amount = count / 1000 ** step;
  return `${amount.toFixed(amount < 10 && step > 0 ? 1 : 0)}${SPACE}${units[step]}`;
}

export function plural(count, one, many) {
  return `${count} ${count === 1 ? one : many}`;
}
