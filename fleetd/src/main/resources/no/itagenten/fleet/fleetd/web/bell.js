/** The bell: how many alerts are new, and the list of them behind it. */

import { now } from "./clock.js";
import { element, fromTemplate, partsOf, setAttribute, setIcon, setText, show } from "./dom.js";
import { ago, dateTime, plural } from "./format.js";

const TICK_MS = 10_000;
const MOST = 100;

export class Bell {
  #alerts;
  #button = document.getElementById("bell");
  #panel = document.getElementById("alerts");
  #parts = partsOf(this.#panel);
  #count = partsOf(this.#button).count;

  /** @param {function(number)} onCount takes how many are new */
  constructor(alerts, onCount) {
    this.#alerts = alerts;
    alerts.addEventListener("change", () => {
      this.#draw();
      onCount(alerts.count);
    });
    this.#parts.seeAll.addEventListener("click", () => alerts.see(alerts.list.map(({ key }) => key)));
    this.#parts.dismissAll.addEventListener("click", () => alerts.dismiss(alerts.list.map(({ key }) => key)));
    this.#panel.addEventListener("toggle", ({ newState }) => {
      setAttribute(this.#button, "aria-expanded", String(newState === "open"));
      this.#draw();
      if (newState === "open") {
        this.#parts.title.focus();
      }
    });
    setInterval(() => this.#tick(), TICK_MS);
    this.#draw();
  }

  #draw() {
    const { list, count } = this.#alerts;
    setText(this.#count, count > 99 ? "99+" : String(count));
    show(this.#count, count > 0);
    setAttribute(this.#button, "aria-label", count === 0 ? "Notifications" : `Notifications, ${count} new`);
    show(this.#parts.none, list.length === 0);
    show(this.#parts.tools, list.length > 0);
    this.#parts.seeAll.disabled = count === 0;
    if (this.#panel.matches(":popover-open")) {
      const shown = list.slice(0, MOST).map((alert) => this.#item(alert));
      const more = list.length - shown.length;
      const rest = more > 0 ? [element("li", "alert-more muted", `And ${plural(more, "older one", "older ones")}`)] : [];
      this.#keepingFocus(() => this.#parts.list.replaceChildren(...shown, ...rest));
    }
  }

  /** What was drawn anew under somebody's hands: the focus stays in the list. */
  #keepingFocus(draw) {
    const inside = this.#parts.list.contains(document.activeElement);
    draw();
    if (inside) {
      (this.#parts.list.querySelector("a") ?? this.#parts.title).focus();
    }
  }

  #item(alert) {
    const root = fromTemplate("alert-template");
    const parts = partsOf(root);
    root.dataset.tone = alert.tone;
    root.dataset.new = String(alert.isNew);
    setAttribute(parts.link, "href", alert.href);
    setIcon(parts.icon, alert.icon);
    setText(parts.title, alert.title);
    setText(parts.text, alert.text);
    show(parts.fresh, alert.isNew);
    show(parts.time, alert.undated !== true);
    setText(parts.time, ago(alert.at, now()));
    setAttribute(parts.time, "datetime", alert.at);
    setAttribute(parts.time, "title", dateTime(alert.at));
    setAttribute(parts.dismiss, "aria-label", `Dismiss: ${alert.title}, ${alert.text}`);
    parts.link.addEventListener("click", () => {
      this.#panel.hidePopover();
      this.#alerts.see([alert.key]);
    });
    parts.dismiss.addEventListener("click", () => this.#alerts.dismiss([alert.key]));
    return root;
  }

  #tick() {
    if (this.#panel.matches(":popover-open")) {
      this.#parts.list.querySelectorAll("time").forEach((time) => setText(time, ago(time.dateTime, now())));
    }
  }
}
