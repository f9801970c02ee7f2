/** One command in the panel: a line that opens to all that is known of it. */

import { changeOf, isActive, phaseOf, stateOf, titleOf } from "./command-text.js";
import { element, fromTemplate, partsOf, setAttribute, setIcon, setText } from "./dom.js";
import { ago, clockTime, dateTime, duration } from "./format.js";
import { visible, visibleLine } from "./safe-text.js";

export class CommandItem {
  root = fromTemplate("command-template");
  #parts = partsOf(this.root);
  #command;
  #onCancel;

  /** @param {function(object)?} onCancel takes the command; null where the person may not */
  constructor(onCancel) {
    this.#onCancel = onCancel;
  }

  update(command) {
    const parts = this.#parts;
    const { label, tone, icon } = stateOf(command.state);
    this.#command = command;
    setAttribute(this.root, "data-tone", tone);
    setIcon(parts.icon, icon);
    setText(parts.title, titleOf(command));
    setText(parts.change, changeOf(command));
    setText(parts.state, label);
    setAttribute(parts.state, "class", `badge badge-${tone}`);
    setAttribute(parts.time, "title", dateTime(command.created_at));
    parts.body.replaceChildren(...this.#body());
  }

  /** Opens it and moves it into sight. */
  reveal() {
    this.#parts.details.open = true;
    this.root.scrollIntoView({ block: "nearest" });
    this.root.querySelector("summary").focus({ preventScroll: true });
  }

  tick(time) {
    setText(this.#parts.time, ago(this.#command.created_at, time));
  }

  *#body() {
    const command = this.#command;
    yield element("p", "muted", this.#origin());
    if (command.result !== null) {
      yield element("p", "command-result", visible(command.result.message));
    }
    yield phases(command.phases);
    if (command.result !== null) {
      yield facts(command.result);
    }
    if (command.output_tail !== null) {
      yield element("pre", "output", visible(command.output_tail));
    }
    if (isActive(command) && this.#onCancel !== null) {
      const button = element("button", "button", "Cancel command");
      button.type = "button";
      button.addEventListener("click", () => this.#onCancel(command));
      yield button;
    }
  }

  #origin() {
    const { requested_by: by, created_at: from, finished_at: to } = this.#command;
    const asked = `Asked for by ${visibleLine(by)}, ${dateTime(from)}`;
    return to === null ? asked : `${asked}; took ${duration((Date.parse(to) - Date.parse(from)) / 1000)}`;
  }
}

function phases(steps) {
  const list = element("ol", "phases");
  for (const { at, state, phase, message } of steps) {
    const item = element("li", "");
    const words = [phaseOf(phase) ?? stateOf(state).label, message].filter(Boolean).map(visibleLine);
    item.append(element("time", "mono muted", clockTime(at)), element("span", "", words.join(": ")));
    list.append(item);
  }
  return list;
}

function facts({ exit_code: exitCode, details }) {
  const list = element("dl", "facts");
  const rows = Object.entries(details).sort(([a], [b]) => a.localeCompare(b));
  if (exitCode !== null) {
    rows.unshift(["exit_code", String(exitCode)]);
  }
  for (const [name, value] of rows) {
    const row = element("div", "");
    row.append(element("dt", "", visibleLine(name).replaceAll("_", " ")), element("dd", "mono", visibleLine(value)));
    list.append(row);
  }
  return list;
}
