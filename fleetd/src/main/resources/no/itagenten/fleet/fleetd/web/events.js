/**
 * Keeps the store as the fleet is: reads the devices once, then applies changes as they come; reads anew after a gap that the
 * stream cannot fill (the server's "reset", a computer that slept, a hidden page).
 */

import { eventsUrl, readActiveCommands, readCommand, readDevices } from "./api.js";
import { Stream } from "./stream.js";

const CHECK_MS = 5000;
/** A timer this late means that the computer slept. */
const ASLEEP_MS = 20_000;
/** A connection can be dead without anybody noticing; a living fleet is never silent for this long. */
const SILENT_MS = 75_000;
/** A page that nobody sees gives its connection back: a browser has only six for each server. */
const HIDDEN_MS = 60_000;
const RETRY_MS = 5000;

export class FleetEvents {
  #store;
  #onState;
  #onError;
  #stream;
  #waiting = []; // changes that come while the list is read; null when it has been
  #readings = 0;
  #resumable = false;
  #retryTimer = 0;
  #heardAt = Date.now();
  #checkedAt = Date.now();
  #hiddenAt = Date.now();

  /**
   * @param {function("live"|"reconnecting")} onState
   * @param {function(string?)} onError why the devices cannot be read; null when they could
   */
  constructor(store, onState, onError) {
    this.#store = store;
    this.#onState = onState;
    this.#onError = onError;
    this.#stream = new Stream(
      eventsUrl,
      {
        ready: () => this.#ready(),
        reset: () => this.#read(),
        device: (device, id) => this.#change(id, () => store.put(device)),
        device_removed: (removed, id) => this.#change(id, () => store.remove(removed.id)),
        command: (command, id) => this.#change(id, () => store.putCommand(command)),
      },
      (state) => this.#stateChanged(state),
    );
  }

  start() {
    this.#reopen();
    setInterval(() => this.#check(), CHECK_MS);
    document.addEventListener("visibilitychange", () => this.#visibilityChanged());
    window.addEventListener("online", () => this.#reopen());
    window.addEventListener("offline", () => this.#onState("reconnecting"));
    window.addEventListener("pageshow", (event) => event.persisted && this.#reopen());
  }

  #reopen() {
    this.#heardAt = Date.now();
    this.#resumable = false;
    this.#stream.open();
  }

  #ready() {
    this.#heardAt = Date.now();
    if (!this.#resumable) {
      this.#read();
    }
  }

  #stateChanged(state) {
    this.#heardAt = Date.now();
    this.#onState(state);
  }

  #change(eventId, apply) {
    this.#heardAt = Date.now();
    this.#resumable ||= eventId !== "";
    if (this.#waiting === null) {
      apply();
    } else {
      this.#waiting.push(apply);
    }
  }

  /** Changes since the stream was opened are applied after the list, in their order, and so the last word wins. */
  async #read() {
    clearTimeout(this.#retryTimer);
    const reading = ++this.#readings;
    this.#waiting = [];
    let devices;
    try {
      devices = await readDevices();
    } catch (error) {
      if (reading === this.#readings) {
        this.#onError(error.message);
        this.#retryTimer = setTimeout(() => this.#read(), RETRY_MS);
      }
      return;
    }
    if (reading === this.#readings) {
      const waiting = this.#waiting;
      this.#waiting = null;
      this.#store.replaceAll(devices);
      this.#onError(null);
      waiting.forEach((apply) => apply());
      this.#readCommands();
    }
  }

  /** Which commands are under way; without that, all but their progress is right. */
  async #readCommands() {
    try {
      const commands = await readActiveCommands();
      const active = new Set(commands.map((command) => command.id));
      const ended = this.#store.unfinished.filter((id) => !active.has(id)).map(readCommand);
      commands.push(...(await Promise.all(ended)));
      commands.forEach((command) => this.#store.putCommand(command));
    } catch {
      // a later event tells
    }
  }

  #check() {
    const now = Date.now();
    const slept = now - this.#checkedAt > ASLEEP_MS;
    this.#checkedAt = now;
    if (document.hidden) {
      if (now - this.#hiddenAt > HIDDEN_MS) {
        this.#stream.close();
      }
    } else if (slept || now - this.#heardAt > SILENT_MS) {
      this.#reopen();
    }
  }

  #visibilityChanged() {
    this.#hiddenAt = Date.now();
    this.#checkedAt = Date.now();
    if (!document.hidden && !this.#stream.isOpen) {
      this.#reopen();
    }
  }
}
