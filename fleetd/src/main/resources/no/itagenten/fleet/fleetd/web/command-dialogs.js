/** Asks before a device is disturbed, and what exactly to do; then gives the command. */

import { reboot, restart, update } from "./api.js";
import { partsOf, setText, show } from "./dom.js";
import { shortVersion } from "./format.js";
import { isOnline } from "./health.js";
import { visibleLine } from "./safe-text.js";

const NAMES = { branch: "Name of the branch", tag: "Name of the tag", commit: "Commit, 7 to 64 hexadecimal digits" };

export class CommandDialogs {
  #restart = document.getElementById("ask-restart");
  #update = document.getElementById("ask-update");
  #reboot = document.getElementById("ask-reboot");
  #watch;
  #store;
  /** Whoever confirms again, because no answer came, asks for the same command; after a change it is another. */
  #key;

  constructor(watch, store) {
    this.#watch = watch;
    this.#store = store;
    this.#prepare(this.#restart, (id, key) => restart(id, this.#restartParameters(), key));
    this.#prepare(this.#update, (id, key) => update(id, this.#updateParameters(), key));
    this.#prepare(this.#reboot, reboot);
    this.#update.addEventListener("change", (event) => event.target.name === "kind" && this.#showName());
    partsOf(this.#update).name.addEventListener("input", () => this.#showTarget());
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
    const parts = partsOf(this.#update);
    setText(parts.title, `Update ${device.name}?`);
    setText(parts.from, visibleLine(shortVersion(device.version)));
    setText(
      parts.effect,
      effect(device, "Its services restart with the new version. If they do not come up, the device goes back to the earlier one."),
    );
    this.#update.querySelector("form").reset();
    this.#showName();
    this.#ask(this.#update, device);
  }

  askReboot(device) {
    const parts = partsOf(this.#reboot);
    setText(parts.title, `Reboot ${device.name}?`);
    setText(parts.effect, effect(device, "The whole machine starts anew. It is away for a minute or two, and what it streams, records or shows stops until it is back."));
    this.#ask(this.#reboot, device);
  }

  #ask(dialog, device) {
    dialog.dataset.device = device.id;
    this.#key = newKey();
    show(partsOf(dialog).error, false);
    dialog.showModal();
  }

  #prepare(dialog, give) {
    const parts = partsOf(dialog);
    parts.decline.addEventListener("click", () => dialog.close());
    dialog.addEventListener("input", () => (this.#key = newKey()));
    dialog.querySelector("form").addEventListener("submit", async (event) => {
      event.preventDefault();
      parts.confirm.disabled = true;
      show(parts.error, false);
      try {
        const { commandId } = await give(dialog.dataset.device, this.#key);
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
      suggest(this.#store.references(kind));
      parts.name.focus();
    }
    this.#showTarget();
  }

  /** What it would be updated to, as far as that is known before. */
  #showTarget() {
    const parts = partsOf(this.#update);
    const kind = this.#kind();
    const name = parts.name.value.trim();
    const named = kind === "" || name !== "";
    const target = kind === "commit" ? shortVersion(name) : `${kind} ${name}`;
    setText(parts.to, kind === "" ? "the newest of its branch" : named ? target : "…");
  }
}

/** Not crypto.randomUUID, which a page without TLS does not have. */
function newKey() {
  return [...crypto.getRandomValues(new Uint32Array(4))].map((part) => part.toString(16).padStart(8, "0")).join("");
}

/** What was named before is offered; anything else may be typed. */
function suggest(names) {
  document.getElementById("refs").replaceChildren(
    ...names.map((name) => {
      const option = document.createElement("option");
      option.value = name;
      return option;
    }),
  );
}

function effect(device, whenOnline) {
  return isOnline(device)
    ? whenOnline
    : `The device is offline. The command waits until it is back, and expires if that takes too long. ${whenOnline}`;
}
