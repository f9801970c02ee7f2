/**
 * One metric over the last 24 hours: a line that breaks where samples are missing, and the value under the pointer or, by the arrow
 * keys, at the cursor.
 */

import { DAY_MS, MINUTE_MS, gaps, inWords, pieces } from "./chart-series.js";
import { fromTemplate, partsOf, setAttribute, setText, show } from "./dom.js";
import { hourMinute, number } from "./format.js";
import { metricLevel } from "./health.js";

const SVG = "http://www.w3.org/2000/svg";
const WIDTH = DAY_MS / MINUTE_MS; // a unit of the drawing is a minute wide
const HEIGHT = 100; // and one per cent, or one degree, high
const HOURS_BETWEEN = 6;
const STEPS = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageDown: -60, PageUp: 60 };

let count = 0;

export class Chart {
  root = fromTemplate("chart-template");
  #parts = partsOf(this.root);
  #metric;
  #from = 0;
  #points = [];
  #cursor = null; // a point; null when nobody looks at one
  #current = "";

  constructor(metric) {
    const { plot, summary, title } = this.#parts;
    const id = `chart-${++count}`;
    this.#metric = metric;
    setText(title, metric.name);
    setAttribute(plot, "aria-label", `${metric.name}, last 24 hours`);
    setAttribute(summary, "id", id);
    setAttribute(plot, "aria-describedby", id);
    plot.addEventListener("pointermove", (event) => this.#point(this.#nearest(event)));
    plot.addEventListener("pointerdown", (event) => this.#point(this.#nearest(event)));
    plot.addEventListener("pointerleave", () => this.#point(null));
    plot.addEventListener("focus", () => this.#point(this.#cursor ?? this.#points.at(-1) ?? null));
    plot.addEventListener("blur", () => this.#point(null));
    plot.addEventListener("keydown", (event) => this.#step(event));
  }

  /**
   * @param {object[]} samples oldest first, with their time in milliseconds since 1970
   * @param {number} to the end of the 24 hours
   * @param {number?} current the value now; null when it is not known
   */
  draw(samples, to, current) {
    const { plot, svg, summary, empty } = this.#parts;
    const found = pieces(samples, this.#metric.field);
    const from = to - DAY_MS;
    const missing = gaps(found, from, to);
    this.#from = from;
    this.#points = found.flat();
    svg.replaceChildren(...missing.map((gap) => this.#band(gap)), ...this.#grid(to), ...found.flatMap((piece) => [...this.#line(piece)]));
    setText(summary, inWords(found, missing, this.#metric));
    show(empty, this.#points.length === 0);
    setAttribute(plot, "aria-valuemax", String(Math.max(0, this.#points.length - 1)));
    this.#current = number(current, this.#metric.unit);
    setAttribute(this.root, "data-level", metricLevel(current));
    this.#hours(to);
    this.#point(this.#points.find((point) => point.time === this.#cursor?.time) ?? null);
  }

  #x(time) {
    return (time - this.#from) / MINUTE_MS;
  }

  #band({ from, to }) {
    return shape("rect", "chart-gap", { x: this.#x(from), y: 0, width: this.#x(to) - this.#x(from), height: HEIGHT });
  }

  *#grid(to) {
    for (const value of [40, 80]) {
      yield shape("line", value === 80 ? "chart-limit" : "chart-grid", { x1: 0, x2: WIDTH, y1: HEIGHT - value, y2: HEIGHT - value });
    }
    for (const time of hoursUpTo(to)) {
      yield shape("line", "chart-grid", { x1: this.#x(time), x2: this.#x(time), y1: 0, y2: HEIGHT });
    }
  }

  *#line(piece) {
    const points = piece.map(({ time, value }) => `${this.#x(time).toFixed(1)} ${y(value)}`);
    const end = piece.length === 1 ? [`${(this.#x(piece[0].time) + 1).toFixed(1)} ${y(piece[0].value)}`] : [];
    const path = `M${[...points, ...end].join("L")}`;
    const right = this.#x(piece.at(-1).time).toFixed(1);
    yield shape("path", "chart-area", { d: `${path}L${right} ${HEIGHT}L${this.#x(piece[0].time).toFixed(1)} ${HEIGHT}Z` });
    yield shape("path", "chart-line", { d: path });
  }

  #hours(to) {
    const labels = hoursUpTo(to)
      .map((time) => ({ text: hourMinute(time), at: this.#x(time) / WIDTH }))
      .filter(({ at }) => at > 0.04 && at < 0.96);
    this.#parts.hours.replaceChildren(
      ...labels.map(({ text, at }) => {
        const label = document.createElement("span");
        label.textContent = text;
        label.style.setProperty("--at", at.toFixed(4));
        return label;
      }),
    );
  }

  #nearest({ clientX }) {
    const { left, width } = this.#parts.plot.getBoundingClientRect();
    const time = this.#from + ((clientX - left) / width) * DAY_MS;
    const near = this.#points.reduce((a, b) => (Math.abs(b.time - time) < Math.abs(a.time - time) ? b : a), this.#points[0]);
    return near === undefined || Math.abs(near.time - time) > 10 * MINUTE_MS ? null : near;
  }

  #step(event) {
    const at = this.#points.indexOf(this.#cursor);
    const last = this.#points.length - 1;
    const targets = { Home: 0, End: last };
    const target = targets[event.key] ?? (event.key in STEPS ? (at < 0 ? last : at + STEPS[event.key]) : null);
    if (target !== null && last >= 0) {
      event.preventDefault();
      this.#point(this.#points[Math.max(0, Math.min(last, target))]);
    }
  }

  #point(point) {
    const { plot, cursor, value } = this.#parts;
    this.#cursor = point;
    show(cursor, point !== null);
    if (point === null) {
      setText(value, this.#current);
      setAttribute(plot, "aria-valuenow", plot.getAttribute("aria-valuemax"));
      setAttribute(plot, "aria-valuetext", `now ${this.#current}`);
      return;
    }
    const text = `${number(point.value, this.#metric.unit)} at ${hourMinute(point.time)}`;
    cursor.style.setProperty("--at", (this.#x(point.time) / WIDTH).toFixed(4));
    cursor.style.setProperty("--high", (clamped(point.value) / HEIGHT).toFixed(4));
    setText(value, text);
    setAttribute(plot, "aria-valuenow", String(this.#points.indexOf(point)));
    setAttribute(plot, "aria-valuetext", text);
  }
}

function clamped(value) {
  return Math.max(0, Math.min(HEIGHT, value));
}

function y(value) {
  return (HEIGHT - clamped(value)).toFixed(1);
}

/** Whole hours of the day as the person's clock shows it: 0, 6, 12 and 18. */
function hoursUpTo(to) {
  const time = new Date(to);
  time.setMinutes(0, 0, 0);
  time.setHours(time.getHours() - (time.getHours() % HOURS_BETWEEN));
  const times = [];
  while (time.getTime() > to - DAY_MS) {
    times.unshift(time.getTime());
    time.setHours(time.getHours() - HOURS_BETWEEN);
  }
  return times;
}

function shape(name, className, attributes) {
  const node = document.createElementNS(SVG, name);
  node.setAttribute("class", className);
  for (const [attribute, value] of Object.entries(attributes)) {
    node.setAttribute(attribute, value);
  }
  return node;
}
