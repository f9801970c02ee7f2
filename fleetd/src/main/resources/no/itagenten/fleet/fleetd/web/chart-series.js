/** What a chart draws of the samples of a day: pieces without a gap, and the day in words. Pure. */

import { hourMinute, number } from "./format.js";

export const MINUTE_MS = 60_000;
export const DAY_MS = 24 * 60 * MINUTE_MS;

/** Samples are a minute apart; one that is missing is no gap yet, for a server that starts anew leaves it out. */
const GAP_MS = 2.5 * MINUTE_MS;

/**
 * @param {{time: number}[]} samples oldest first
 * @param {string} field which of their values
 * @returns {{time: number, value: number}[][]} pieces within which no sample is missing
 */
export function pieces(samples, field) {
  const found = [];
  let last = -Infinity;
  for (const sample of samples) {
    const value = sample[field];
    if (value !== null) {
      if (sample.time - last > GAP_MS) {
        found.push([]);
      }
      found.at(-1).push({ time: sample.time, value });
      last = sample.time;
    }
  }
  return found;
}

/** @returns {{from: number, to: number}[]} the times without samples, between two times */
export function gaps(found, from, to) {
  const ends = [from, ...found.map((piece) => piece.at(-1).time)];
  const starts = [...found.map((piece) => piece[0].time), to];
  return ends.map((end, i) => ({ from: end, to: starts[i] })).filter((gap) => gap.to - gap.from > GAP_MS);
}

/** The day of one metric in a sentence or two, for who does not see the picture. */
export function inWords(found, missing, { name, unit }) {
  const points = found.flat();
  if (points.length === 0) {
    return `${name}: nothing is known of the last 24 hours.`;
  }
  const lowest = points.reduce((a, b) => (b.value < a.value ? b : a));
  const highest = points.reduce((a, b) => (b.value > a.value ? b : a));
  const mean = points.reduce((sum, point) => sum + point.value, 0) / points.length;
  const extremes = `lowest ${number(lowest.value, unit)} at ${hourMinute(lowest.time)}, highest ${number(highest.value, unit)} at ${hourMinute(highest.time)}`;
  const times = missing.map((gap) => `${hourMinute(gap.from)} to ${hourMinute(gap.to)}`);
  const without = times.length === 0 ? "" : ` Without samples: ${times.slice(0, 12).join(", ")}${times.length > 12 ? " and more" : ""}.`;
  return `${name} in the last 24 hours: ${extremes}, on average ${number(mean, unit)}.${without}`;
}
