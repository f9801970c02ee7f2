/**
 * One stream of Server-Sent Events that comes back by itself. A stream that breaks is the browser's to reopen (with
 * Last-Event-ID); one that the server refused is asked for again here, after ever longer pauses.
 */

import { whoAmI } from "./api.js";

const PAUSES_MS = [1000, 2000, 5000, 10_000, 20_000];

export class Stream {
  #url;
  #handlers;
  #onState;
  #source = null;
  #timer = 0;
  #refusals = 0;

  /**
   * @param {Object<string, function(object, string)>} handlers event name → what takes its data and the id to go on from ("" if none)
   * @param {function("live"|"reconnecting")} onState
   */
  constructor(url, handlers, onState) {
    this.#url = url;
    this.#handlers = handlers;
    this.#onState = onState;
  }

  /** Opens anew, without an event id to go on from. */
  open() {
    this.close();
    const source = new EventSource(this.#url);
    this.#source = source;
    source.addEventListener("open", () => {
      this.#refusals = 0;
      this.#onState("live");
    });
    source.addEventListener("error", () => this.#broken(source));
    for (const [name, handle] of Object.entries(this.#handlers)) {
      source.addEventListener(name, (event) => handle(JSON.parse(event.data), event.lastEventId));
    }
  }

  close() {
    clearTimeout(this.#timer);
    this.#source?.close();
    this.#source = null;
  }

  get isOpen() {
    return this.#source !== null;
  }

  #broken(source) {
    if (source !== this.#source) {
      return;
    }
    this.#onState("reconnecting");
    if (source.readyState === EventSource.CLOSED) {
      const pause = PAUSES_MS[Math.min(this.#refusals++, PAUSES_MS.length - 1)];
      this.#timer = setTimeout(() => this.#retry(), pause);
    }
  }

  /** Asking who we are first tells a session that is over, which ends this page, from a server that is not there. */
  async #retry() {
    const source = this.#source;
    await whoAmI().catch(() => {});
    if (source !== null && source === this.#source) {
      this.open();
    }
  }
}
