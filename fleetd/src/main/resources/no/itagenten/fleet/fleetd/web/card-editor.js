/** Name, venue and tags of a device, edited in its card. There is one form, which goes into the card that is edited. */

import { changeDevice } from "./api.js";
import { fromTemplate, partsOf, setText, show } from "./dom.js";

export class CardEditor {
  #store;
  #root = fromTemplate("card-form-template");
  #parts = partsOf(this.#root);
  #card = null;

  constructor(store) {
    this.#store = store;
    this.#parts.cancel.addEventListener("click", () => this.#leave());
    this.#root.addEventListener("submit", (event) => this.#save(event));
    this.#root.addEventListener("keydown", (event) => event.key === "Escape" && this.#leave());
  }

  /** @param {DeviceCard} card whose labels are edited from now on; what was edited in another is given up */
  open(card) {
    const { name, venue, tags, error } = this.#parts;
    const { device } = card;
    this.#card?.edited(false);
    this.#card = card;
    name.value = device.name;
    venue.value = device.venue ?? "";
    tags.value = device.tags.join(", ");
    show(error, false);
    suggestVenues(this.#store.venues);
    card.root.append(this.#root);
    card.edited(true);
    name.select();
    name.focus();
  }

  #leave() {
    this.#card?.edited(false);
    this.#root.remove();
    this.#card?.focusEdit();
    this.#card = null;
  }

  async #save(event) {
    event.preventDefault();
    const { name, venue, tags, save, error } = this.#parts;
    const card = this.#card;
    save.disabled = true;
    try {
      const changed = await changeDevice(card.device.id, {
        name: name.value.trim() === "" ? card.device.id : name.value.trim(),
        venue: venue.value.trim(),
        tags: listOf(tags.value),
      });
      this.#store.put(changed);
      if (card === this.#card) {
        this.#leave();
      }
    } catch (failure) {
      setText(error, failure.message);
      show(error, true);
    } finally {
      save.disabled = false;
    }
  }
}

/** Words between commas. */
export function listOf(text) {
  return text
    .split(",")
    .map((word) => word.trim())
    .filter((word) => word !== "");
}

/** Offers the venues there are; another may be typed. */
export function suggestVenues(venues) {
  document.getElementById("venues").replaceChildren(
    ...venues.map((venue) => {
      const option = document.createElement("option");
      option.value = venue;
      return option;
    }),
  );
}
