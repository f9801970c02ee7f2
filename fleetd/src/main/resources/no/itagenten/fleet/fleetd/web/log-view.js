/** The log of the device that the panel shows, as it is written. Bounded: the oldest lines go. */

import { logsUrl } from "./api.js";
import { element, setAttribute, setText, show } from "./dom.js";
import { clockTime, dateTime, plural } from "./format.js";
import { downloadLog } from "./log-download.js";
import { LogSearch } from "./log-search.js";
import { oncePerFrame } from "./frame.js";
import { visible, visibleLine } from "./safe-text.js";
import { Stream } from "./stream.js";

const FIRST_LINES = 200;
const MOST_LINES = 1000;
/** Nearer to the end than this is at the end. */
const NEAR_PX = 24;
const NOTE_MS = 6000;

export class LogView {
  #parts;
  #stream = null;
  #device = null;
  #state = "reconnecting";
  #fresh = []; // lines not on the page yet
  #paused = false;
  #search;
  #note = "";
  #noteTimer = 0;
  #shown = 0; // lines that hold the words looked for
  #draw = oncePerFrame(() => this.#drawFresh());

  constructor(parts) {
    this.#parts = parts;
    parts.level.addEventListener("change", () => this.#start());
    parts.pause.addEventListener("click", () => this.#pause(!this.#paused));
    this.#search = new LogSearch(parts.find, () => this.#find());
    parts.download.addEventListener("click", () => this.#download());
    parts.newest.addEventListener("click", () => this.#toEnd());
    parts.lines.addEventListener("scroll", () => this.#atEnd() && show(parts.newest, false), { passive: true });
  }

  open(device) {
    if (this.#device?.id !== device.id) {
      this.#search.clear();
    }
    this.#device = device;
    this.#start();
  }

  close() {
    this.#stream?.close();
    this.#stream = null;
  }

  #start() {
    this.close();
    this.#stream = new Stream(
      logsUrl(this.#device.id, this.#parts.level.value, FIRST_LINES),
      { log: (entry) => this.#add(entry) },
      (state) => this.#stateChanged(state),
    );
    this.#clear();
    this.#pause(false);
    this.#stream.open();
  }

  #clear() {
    this.#fresh = [];
    this.#parts.lines.replaceChildren();
    this.#countShown();
    show(this.#parts.newest, false);
  }

  #stateChanged(state) {
    this.#state = state;
    this.#showState();
  }

  #add(entry) {
    this.#fresh.push(entry);
    if (this.#fresh.length > MOST_LINES) {
      this.#fresh.shift();
    }
    if (this.#paused) {
      this.#showState();
    } else {
      this.#draw();
    }
  }

  #pause(paused) {
    this.#paused = paused;
    setAttribute(this.#parts.pause, "aria-pressed", String(paused));
    setText(this.#parts.pause, paused ? "Resume" : "Pause");
    this.#showState();
    this.#draw();
  }

  #showState() {
    if (this.#note !== "") {
      setText(this.#parts.state, this.#note);
      return;
    }
    const following = this.#state === "live" ? "Following" : "Reconnecting …";
    const waiting = this.#fresh.length === MOST_LINES ? `over ${MOST_LINES} new lines` : plural(this.#fresh.length, "new line", "new lines");
    const found = this.#search.active ? `, ${this.#shown} of ${plural(this.#parts.lines.childElementCount, "line", "lines")} shown` : "";
    setText(this.#parts.state, (this.#paused ? `Paused, ${waiting}` : following) + found);
  }

  #drawFresh() {
    if (this.#paused || this.#fresh.length === 0) {
      return;
    }
    const { lines, newest } = this.#parts;
    const follow = this.#atEnd();
    const fresh = this.#fresh.map(line);
    fresh.forEach((item) => this.#search.apply(item));
    lines.append(...fresh);
    this.#fresh = [];
    while (lines.childElementCount > MOST_LINES) {
      lines.firstElementChild.remove();
    }
    this.#countShown();
    if (follow) {
      this.#toEnd();
    } else {
      show(newest, true);
    }
  }

  #find() {
    [...this.#parts.lines.children].forEach((item) => this.#search.apply(item));
    this.#countShown();
    this.#toEnd();
  }

  #countShown() {
    const { lines, empty, notFound } = this.#parts;
    const all = lines.childElementCount;
    this.#shown = this.#search.active ? [...lines.children].filter((item) => !item.hidden).length : all;
    show(empty, all === 0);
    show(notFound, all > 0 && this.#shown === 0);
    this.#showState();
  }

  async #download() {
    const { download, level } = this.#parts;
    download.disabled = true;
    try {
      const progress = (lines) => this.#tell(`Reading, ${plural(lines, "line", "lines")} …`);
      const count = await downloadLog(this.#device, level.value, (entry) => this.#search.matches(entry), progress);
      this.#tell(`Downloaded ${plural(count, "line", "lines")}`);
    } catch (error) {
      this.#tell(error.message);
    } finally {
      download.disabled = false;
    }
  }

  /** What became of a download stands for a while where else is told how the stream does. */
  #tell(note) {
    clearTimeout(this.#noteTimer);
    this.#note = note;
    this.#noteTimer = setTimeout(() => {
      this.#note = "";
      this.#showState();
    }, NOTE_MS);
    this.#showState();
  }

  #atEnd() {
    const { scrollHeight, scrollTop, clientHeight } = this.#parts.lines;
    return scrollHeight - scrollTop - clientHeight < NEAR_PX;
  }

  #toEnd() {
    this.#parts.lines.scrollTop = this.#parts.lines.scrollHeight;
    show(this.#parts.newest, false);
  }
}

function line(entry) {
  const item = element("div", "log-line");
  item.dataset.level = entry.level;
  const time = element("time", "log-time", clockTime(entry.timestamp));
  time.title = dateTime(entry.timestamp);
  const message = element("span", "log-message");
  if (entry.source !== null) {
    message.append(element("span", "log-source", visibleLine(entry.source)), " ");
  }
  message.append(element("span", "log-text", visible(entry.message)));
  item.append(time, " ", element("span", "log-level", entry.level), " ", message); // spaces, for who copies the lines
  return item;
}
