/** Asks before a device is disturbed, and what exactly to do; then gives the command. */

import { restart, update } from "./api.js";
import { partsOf, setText, show } from "./dom.js";
import { isOnline } from "./health.js";
import { visibleLine } from "./safe-text.js";

const NAMES = { branch: "Name of the branch", tag: "Name of the tag", commit: "Commit, 7 to 64 hexadecimal digits" };

export class CommandDialogs {
  #restart = document.getElementById("ask-restart");
  #update = document.getElementById("ask-update");
  #watch;

  constructor(watch) {
    this.#watch = watch;
    this.#prepare(this.#restart, (id) => restart(id, this.#restartParameters()));
    this.#prepare(this.#update, (id) => update(id, this.#updateParameters()));
    this.#update.addEventListener("change", (event) => event.target.name === "kind" && this.#showName());
  }

  askRestart(device) {
    const parts = partsOf(this.#restart);
    setText(parts.title, `Restart ${device.name}?`);
    setText(parts.effect, effect(device, "What it streams, records or shows stops until it is back."));
    parts.service.replaceChildren(
      new Option("All of the application's services", ""),
      ...device.services.map(({ name }) => new Option(visibleLine(name), name)),
    );
    this.#ask(this.#restart, device);
  }

  askUpdate(device) {
    setText(partsOf(this.#update).title, `Update ${device.name}?`);
    setText(
      partsOf(this.#update).effect,
      effect(device, "Its services restart with the new version. If they do not come up, the device goes back to the earlier one."),
    );
    this.#update.querySelector("form").reset();
    this.#showName();
    this.#ask(this.#update, device);
  }

  #ask(dialog, device) {
    dialog.dataset.device = device.id;
    show(partsOf(dialog).error, false);
    dialog.showModal();
  }

  #prepare(dialog, give) {
    const parts = partsOf(dialog);
    parts.decline.addEventListener("click", () => dialog.close());
    dialog.querySelector("form").addEventListener("submit", async (event) => {
      event.preventDefault();
      parts.confirm.disabled = true;
      show(parts.error, false);
      try {
        const { commandId } = await give(dialog.dataset.device);
        this.#watch.follow(commandId);
        dialog.close();
      } catch (error) {
        setText(parts.error, error.message);
        show(parts.error, true);
      } finally {
        parts.confirm.disabled = false;
      }
    });
  }

  #restartParameters() {
    const service = partsOf(this.#restart).service.value;
    return service === "" ? {} : { service };
  }

  #updateParameters() {
    const kind = this.#kind();
    return kind === "" ? {} : { [kind]: partsOf(this.#update).name.value.trim() };
  }

  #kind() {
    return this.#update.querySelector("[name=kind]:checked").value;
  }

  #showName() {
    const parts = partsOf(this.#update);
    const kind = this.#kind();
    show(parts.nameField, kind !== "");
    parts.name.required = kind !== "";
    if (kind !== "") {
      setText(parts.nameLabel, NAMES[kind]);
      parts.name.focus();
    }
  }
}

function effect(device, whenOnline) {
  return isOnline(device)
    ? whenOnline
    : `The device is offline. The command waits until it is back, and expires if that takes too long. ${whenOnline}`;
}
