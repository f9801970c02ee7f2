/** The time as the server sees it, since all times shown come from there, and a browser's own clock may be wrong. */

/** The Date header has whole seconds, and an answer takes a while: less than this says nothing. */
const NOTICEABLE_MS = 3000;

let offset = 0;

/** @param {string?} date an answer's Date header */
export function observeServerTime(date) {
  const difference = Date.parse(date ?? "") - Date.now();
  if (!Number.isNaN(difference)) {
    offset = Math.abs(difference) > NOTICEABLE_MS ? difference : 0;
  }
}

/** Milliseconds since 1970. */
export function now() {
  return Date.now() + offset;
}
