/** The line above the list: how the fleet is, in one glance. */

import { partsOf, setText, show } from "./dom.js";
import { plural } from "./format.js";
import { condition, isOnline, isPending } from "./health.js";
import { oncePerFrame } from "./frame.js";

export class Summary {
  #store;
  #line = document.getElementById("summary");
  #counts = partsOf(document.getElementById("conditions"));

  constructor(store) {
    this.#store = store;
    const update = oncePerFrame(() => this.#update());
    store.addEventListener("reset", update);
    store.addEventListener("device", update);
  }

  #update() {
    const devices = this.#store.devices;
    const online = devices.filter(isOnline).length;
    const problems = devices.filter((device) => condition(device) === "problem").length;
    const pending = devices.filter(isPending).length;
    const offline = devices.length - online - pending;
    setText(this.#counts.all, String(devices.length));
    setText(this.#counts.online, String(online));
    setText(this.#counts.offline, String(offline));
    setText(this.#counts.problem, String(problems));
    setText(this.#counts.pending, String(pending));
    show(this.#counts.ifPending, pending > 0 || this.#counts.ifPending.querySelector("input").checked);
    setText(this.#line, sentence(devices.length, online, problems, pending));
  }
}

function sentence(total, online, problems, pending) {
  if (total === 0) {
    return "No devices";
  }
  const parts = [`${online} of ${total} online`];
  if (problems > 0) {
    parts.push(plural(problems, "problem", "problems"));
  }
  if (pending > 0) {
    parts.push(`${pending} waiting for approval`);
  }
  return parts.join(", ");
}
