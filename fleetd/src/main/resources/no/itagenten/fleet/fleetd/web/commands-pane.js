/** What was asked of the device that the panel shows, newest first. */

import { cancelCommand, readCommand, readCommands } from "./api.js";
import { now } from "./clock.js";
import { CommandItem } from "./command-item.js";
import { arrange, setText, show } from "./dom.js";
import { mayChange } from "./rights.js";

export class CommandsPane {
  #parts;
  #store;
  #items = new Map(); // by command id
  #deviceId = null;
  #revealed = null;

  constructor(parts, store) {
    this.#parts = parts;
    this.#store = store;
    store.addEventListener("command", ({ detail: command }) => command.device_id === this.#deviceId && this.#draw());
    store.addEventListener("reset", () => this.#deviceId !== null && this.#read());
  }

  open(device) {
    this.#deviceId = device.id;
    this.#items.clear();
    this.#revealed = null;
    this.#draw();
    this.#read();
  }

  close() {
    this.#deviceId = null;
  }

  /** Opens the command of that id, once; reads it if it is older than those listed. */
  async reveal(id) {
    if (id === this.#revealed) {
      return;
    }
    this.#revealed = id;
    if (!this.#items.has(id)) {
      await this.#try(async () => {
        const command = await readCommand(id);
        if (command.device_id === this.#deviceId) {
          this.#store.putCommand(command);
        }
      });
    }
    this.#items.get(id)?.reveal();
  }

  tick(time) {
    this.#items.forEach((item) => item.tick(time));
  }

  async cancel(command) {
    await this.#try(async () => this.#store.putCommand(await cancelCommand(command.id)));
  }

  async #read() {
    const id = this.#deviceId;
    await this.#try(async () => {
      const commands = await readCommands(id);
      commands.forEach((command) => this.#store.putCommand(command));
      show(this.#parts.noCommands, id === this.#deviceId && this.#items.size === 0);
    });
  }

  #draw() {
    const commands = this.#store.commandsOf(this.#deviceId);
    commands.forEach((command) => this.#item(command.id).update(command));
    arrange(this.#parts.commands, commands.map((command) => this.#item(command.id).root));
    show(this.#parts.noCommands, false);
    this.tick(now());
  }

  #item(id) {
    if (!this.#items.has(id)) {
      this.#items.set(id, new CommandItem(mayChange() ? (command) => this.cancel(command) : null));
    }
    return this.#items.get(id);
  }

  async #try(work) {
    try {
      await work();
      show(this.#parts.commandsError, false);
    } catch (error) {
      setText(this.#parts.commandsError, error.message);
      show(this.#parts.commandsError, true);
    }
  }
}
