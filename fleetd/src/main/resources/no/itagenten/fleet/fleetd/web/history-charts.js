/** The last 24 hours of the device that the panel shows. Read once, then extended by what the device tells. */

import { readMetrics } from "./api.js";
import { Chart } from "./chart.js";
import { DAY_MS, MINUTE_MS } from "./chart-series.js";
import { now } from "./clock.js";
import { setAttribute, setText, show } from "./dom.js";
import { METRICS, isOnline } from "./health.js";

export class HistoryCharts {
  #parts;
  #store;
  #charts = METRICS.map((metric) => ({ metric, chart: new Chart(metric) }));
  #deviceId = null;
  #samples = [];
  #drawnMinute = 0;

  constructor(parts, store) {
    this.#parts = parts;
    this.#store = store;
    parts.charts.append(...this.#charts.map(({ chart }) => chart.root));
    store.addEventListener("reset", () => this.#deviceId !== null && this.#read());
  }

  open(device) {
    this.#deviceId = device.id;
    this.#samples = [];
    this.#draw();
    this.#read();
  }

  close() {
    this.#deviceId = null;
  }

  /** What the device tells is the sample of its minute until a later word. */
  update(device) {
    if (device.id === this.#deviceId && isOnline(device)) {
      const sample = { time: minuteOf(now()) };
      METRICS.forEach(({ field }) => (sample[field] = device[field]));
      if (this.#samples.at(-1)?.time === sample.time) {
        this.#samples.pop();
      }
      this.#samples.push(sample);
    }
    this.#draw();
  }

  /** The window goes on with the time. */
  tick(time) {
    if (this.#deviceId !== null && minuteOf(time) !== this.#drawnMinute) {
      this.#draw();
    }
  }

  async #read() {
    const id = this.#deviceId;
    setAttribute(this.#parts.charts, "aria-busy", "true");
    try {
      const samples = await readMetrics(id);
      if (id === this.#deviceId) {
        const read = samples.map((sample) => ({ ...sample, time: Date.parse(sample.timestamp) }));
        const last = read.at(-1)?.time ?? 0;
        this.#samples = [...read, ...this.#samples.filter(({ time }) => time > last)];
        this.#draw();
      }
      show(this.#parts.historyError, false);
    } catch (error) {
      setText(this.#parts.historyError, error.message);
      show(this.#parts.historyError, id === this.#deviceId);
    } finally {
      this.#parts.charts.removeAttribute("aria-busy");
    }
  }

  #draw() {
    const device = this.#store.device(this.#deviceId);
    const time = now();
    this.#drawnMinute = minuteOf(time);
    this.#samples = this.#samples.filter((sample) => sample.time > time - DAY_MS);
    for (const { metric, chart } of this.#charts) {
      chart.draw(this.#samples, time, device !== undefined && isOnline(device) ? device[metric.field] : null);
    }
  }
}

function minuteOf(time) {
  return Math.floor(time / MINUTE_MS) * MINUTE_MS;
}
