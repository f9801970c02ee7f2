/** Which devices the person wants to see: words to find and a condition. Tells listeners with "change". */

import { condition, isOnline } from "./health.js";

export class Filter extends EventTarget {
  #search = document.getElementById("search");
  #conditions = document.getElementById("conditions");

  constructor() {
    super();
    this.#search.addEventListener("input", () => this.#changed());
    this.#conditions.addEventListener("change", () => this.#changed());
    document.getElementById("clear-filter").addEventListener("click", () => this.clear());
    document.addEventListener("keydown", (event) => this.#shortcut(event));
  }

  clear() {
    this.#search.value = "";
    this.#conditions.querySelector("[value=all]").checked = true;
    this.#search.focus();
    this.#changed();
  }

  /** A test for devices, as the filter stands now. Every word has to be found somewhere. */
  test() {
    const words = this.#search.value.toLowerCase().split(/\s+/).filter((word) => word !== "");
    const wanted = this.#conditions.querySelector(":checked").value;
    return (device) => fits(device, wanted) && words.every((word) => searchable(device).includes(word));
  }

  #changed() {
    this.dispatchEvent(new Event("change"));
  }

  #shortcut(event) {
    const typing = event.target.closest("input, select, textarea, dialog");
    if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      this.#search.select();
      this.#search.focus();
    }
  }
}

function fits(device, wanted) {
  switch (wanted) {
    case "online":
      return isOnline(device);
    case "all":
      return true;
    default:
      return condition(device) === wanted;
  }
}

function searchable(device) {
  const { name, id, venue, tags, ip_address: address, version, hostname } = device;
  return [name, id, venue, address, version, hostname, ...tags].join("\n").toLowerCase();
}
