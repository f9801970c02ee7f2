/** The line above the list: how the fleet is, in one glance. */

import { partsOf, setText } from "./dom.js";
import { plural } from "./format.js";
import { condition, isOnline } from "./health.js";
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
    const offline = devices.length - online;
    setText(this.#counts.all, String(devices.length));
    setText(this.#counts.online, String(online));
    setText(this.#counts.offline, String(offline));
    setText(this.#counts.problem, String(problems));
    setText(this.#line, sentence(devices.length, online, problems));
  }
}

function sentence(total, online, problems) {
  if (total === 0) {
    return "No devices";
  }
  const presence = `${online} of ${total} online`;
  return problems === 0 ? presence : `${presence}, ${plural(problems, "problem", "problems")}`;
}
