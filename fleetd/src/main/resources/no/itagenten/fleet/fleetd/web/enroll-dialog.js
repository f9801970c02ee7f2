/** Letting devices in: makes enrolment tokens, shows each secret once, lists and revokes them. For admins. */

import { createToken, readTokens, revokeToken } from "./api.js";
import { now } from "./clock.js";
import { element, partsOf, setText, show } from "./dom.js";
import { dateTime } from "./format.js";

export class EnrollDialog {
  #root = document.getElementById("enroll");
  #parts = partsOf(this.#root);
  #confirm;

  constructor(confirm) {
    const parts = this.#parts;
    this.#confirm = confirm;
    parts.close.addEventListener("click", () => this.#root.close());
    parts.again.addEventListener("click", () => this.#showForm());
    parts.copyToken.addEventListener("click", () => copy(parts.token, parts.copyToken));
    parts.copyCommand.addEventListener("click", () => copy(parts.command, parts.copyCommand));
    parts.form.addEventListener("submit", (event) => this.#create(event));
    this.#root.addEventListener("close", () => setText(parts.token, "")); // shown once
  }

  open() {
    this.#showForm();
    this.#root.showModal();
    this.#parts.name.focus();
    this.#read();
  }

  #showForm() {
    this.#parts.form.reset();
    show(this.#parts.error, false);
    show(this.#parts.made, false);
    show(this.#parts.form, true);
    setText(this.#parts.token, "");
  }

  async #create(event) {
    event.preventDefault();
    const { name, uses, expires, venue, form, made, token, command, create } = this.#parts;
    const wanted = { uses: Number(uses.value), expires_in_seconds: Number(expires.value) };
    for (const field of [name, venue]) {
      if (field.value.trim() !== "") {
        wanted[field.name] = field.value.trim();
      }
    }
    create.disabled = true;
    await this.#try(async () => {
      const answer = await createToken(wanted);
      setText(token, answer.token);
      setText(command, installCommand());
      show(form, false);
      show(made, true);
      this.#parts.copyToken.focus();
      await this.#read();
    });
    create.disabled = false;
  }

  async #read() {
    await this.#try(async () => {
      const tokens = await readTokens();
      show(this.#parts.noTokens, tokens.length === 0);
      this.#parts.tokens.replaceChildren(...tokens.map((token) => this.#item(token)));
    });
  }

  #item(token) {
    const { text, usable } = standOf(token);
    const item = element("li", "token");
    const words = element("div", "token-words");
    words.append(
      element("strong", "", token.name),
      element("span", "muted", [`ends in ${token.hint}`, token.venue, usesOf(token)].filter(Boolean).join(" · ")),
    );
    const state = element("span", `badge ${usable ? "badge-ok" : ""}`, text);
    item.append(words, state);
    if (usable) {
      const revoke = element("button", "button", "Revoke");
      revoke.type = "button";
      revoke.setAttribute("aria-label", `Revoke ${token.name}`);
      revoke.addEventListener("click", () => this.#askRevoke(token));
      item.append(revoke);
    }
    return item;
  }

  #askRevoke(token) {
    this.#confirm.ask({
      title: `Revoke ${token.name}?`,
      effect: "No further device can enrol with this token. Devices that have enrolled stay.",
      button: "Revoke",
      act: async () => {
        await revokeToken(token.id);
        await this.#read();
      },
    });
  }

  async #try(work) {
    try {
      await work();
      show(this.#parts.error, false);
    } catch (error) {
      setText(this.#parts.error, error.message);
      show(this.#parts.error, true);
    }
  }
}

function usesOf({ uses, max_uses: most }) {
  return most === null ? `${uses} used, any number may` : `${uses} of ${most} used`;
}

function standOf(token) {
  if (token.revoked_at !== null) {
    return { text: "Revoked", usable: false };
  }
  if (token.disabled_at !== null) {
    return { text: "Disabled", usable: false };
  }
  if (token.max_uses !== null && token.uses >= token.max_uses) {
    return { text: "Used up", usable: false };
  }
  return Date.parse(token.expires_at) < now()
    ? { text: "Expired", usable: false }
    : { text: `Until ${dateTime(token.expires_at)}`, usable: true };
}

/** The token goes by standard input, so that it is in nobody's list of processes. */
function installCommand() {
  const url = `${location.protocol === "https:" ? "wss:" : "ws:"}//${location.host}/ws`;
  return `sudo ./install.sh agent --url ${url} --token-file -`;
}

/** A page without TLS has no clipboard; then the text is selected, to be copied by hand. */
async function copy(from, button) {
  try {
    await navigator.clipboard.writeText(from.textContent);
    const label = button.textContent;
    setText(button, "Copied");
    setTimeout(() => setText(button, label), 2000);
  } catch {
    getSelection().selectAllChildren(from);
  }
}
