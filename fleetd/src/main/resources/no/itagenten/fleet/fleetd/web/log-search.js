/** Finding words in log lines that are shown: those without them are hidden, and the words are marked. */

import { element, show } from "./dom.js";

export class LogSearch {
  #field;
  #words = "";

  /** @param {function()} onChange the words are others now */
  constructor(field, onChange) {
    this.#field = field;
    field.addEventListener("input", () => {
      this.#words = field.value.trim().toLowerCase();
      onChange();
    });
  }

  clear() {
    this.#field.value = "";
    this.#words = "";
  }

  get active() {
    return this.#words !== "";
  }

  /** Whether an entry holds the words, as the page shows it. */
  matches({ source, message }) {
    return `${source ?? ""} ${message}`.toLowerCase().includes(this.#words);
  }

  /** Shows the line or not, and marks the words in it. @returns {boolean} whether it is shown */
  apply(line) {
    const text = line.querySelector(".log-text");
    const source = line.querySelector(".log-source");
    const found = `${source?.textContent ?? ""} ${text.textContent}`.toLowerCase().includes(this.#words);
    show(line, found);
    for (const node of [source, text]) {
      if (found && this.active && node !== null) {
        mark(node, this.#words);
      } else if (node?.firstElementChild) {
        node.replaceChildren(node.textContent);
      }
    }
    return found;
  }
}

function mark(node, words) {
  const text = node.textContent;
  const lower = text.toLowerCase();
  if (lower.length !== text.length) {
    return; // letters that change their length with their case: the places would not fit
  }
  const parts = [];
  let from = 0;
  for (let at = lower.indexOf(words); at >= 0; at = lower.indexOf(words, from)) {
    parts.push(text.slice(from, at), element("mark", "", text.slice(at, at + words.length)));
    from = at + words.length;
  }
  node.replaceChildren(...parts, text.slice(from));
}
