/** What the device should be configured to, beside what it says it is; and changing the former. */

import { changeConfig, readConfig } from "./api.js";
import { ConfigRow } from "./config-row.js";
import { arrange, setAttribute, setText, show } from "./dom.js";
import { ago, dateTime } from "./format.js";
import { now } from "./clock.js";
import { isOnline } from "./health.js";
import { mayChange } from "./rights.js";
import { SETTINGS } from "./settings.js";

export class ConfigPane {
  #parts;
  #rows = new Map(); // by key
  #deviceId = null;
  #config = null;
  #online = true;
  #reading = null; // the id of the device being read

  constructor(parts) {
    this.#parts = parts;
    parts.config.addEventListener("submit", (event) => this.#save(event));
    parts.config.addEventListener("reset", (event) => {
      event.preventDefault();
      this.#rows.forEach((row) => row.discard());
      this.#draw();
    });
    parts.config.addEventListener("input", () => this.#showButtons());
  }

  open(device) {
    this.#online = isOnline(device);
    this.#deviceId = device.id;
    this.#config = null;
    this.#rows.clear();
    this.#parts.rows.replaceChildren();
    setText(this.#parts.sync, "");
    show(this.#parts.configActions, false);
    this.#read();
  }

  close() {
    this.#deviceId = null;
  }

  /** After any news of the device: it may have applied what was desired. */
  update(device) {
    if (device.id === this.#deviceId && this.#online !== isOnline(device)) {
      this.#online = isOnline(device);
      this.#config !== null && this.#showSync();
    }
    if (device.id === this.#deviceId && this.#config !== null && this.#mayHaveChanged(device)) {
      this.#read();
    }
  }

  #mayHaveChanged(device) {
    const { in_sync: inSync, reported } = this.#config;
    return !inSync || Object.entries(device.config).some(([key, value]) => reported[key] !== value);
  }

  async #read() {
    const id = this.#deviceId;
    if (this.#reading !== id) {
      this.#reading = id;
      await this.#take(readConfig(id), id);
      this.#reading = null;
    }
  }

  async #save(event) {
    event.preventDefault();
    const changes = {};
    this.#rows.forEach((row, key) => row.isDirty && (changes[key] = row.value));
    this.#parts.save.disabled = true;
    const saved = await this.#take(changeConfig(this.#deviceId, changes), this.#deviceId);
    this.#parts.save.disabled = false;
    if (saved) {
      this.#rows.forEach((row) => row.discard());
      this.#showButtons();
    }
  }

  async #take(answer, deviceId) {
    try {
      const config = await answer;
      if (deviceId === this.#deviceId && config.revision >= (this.#config?.revision ?? 0)) {
        this.#config = config;
        this.#draw();
      }
      show(this.#parts.configError, false);
      return true;
    } catch (error) {
      setText(this.#parts.configError, error.message);
      show(this.#parts.configError, true);
      return false;
    }
  }

  #draw() {
    const { desired, reported, rejected } = this.#config;
    const keys = new Set([...Object.keys(SETTINGS), ...Object.keys(desired), ...Object.keys(reported)]);
    for (const key of keys) {
      if (!this.#rows.has(key)) {
        this.#rows.set(key, new ConfigRow(key));
      }
      this.#rows.get(key).update(desired[key] ?? null, reported[key] ?? null, rejected[key] ?? null);
    }
    arrange(this.#parts.rows, [...keys].map((key) => this.#rows.get(key).root));
    this.#showSync();
    this.#showButtons();
  }

  #showSync() {
    const { in_sync: inSync, reported_at: reportedAt, rejected } = this.#config;
    const refused = Object.keys(rejected).length > 0;
    setAttribute(this.#parts.sync, "data-tone", inSync ? "ok" : refused ? "bad" : "warn");
    setAttribute(this.#parts.sync, "title", dateTime(reportedAt));
    setText(this.#parts.sync, `${sentence(inSync, refused, this.#online)} ${reported(reportedAt)}`);
  }

  #showButtons() {
    show(this.#parts.configActions, mayChange() && [...this.#rows.values()].some((row) => row.isDirty));
  }
}

function sentence(inSync, refused, online) {
  if (inSync) {
    return "The device has what is desired.";
  }
  if (refused) {
    return "The device refused a part.";
  }
  return online ? "The device has not applied everything yet." : "The device is offline, and gets what is desired when it is back.";
}

function reported(at) {
  return at === null ? "It never reported its configuration." : `It reported ${ago(at, now())}.`;
}
