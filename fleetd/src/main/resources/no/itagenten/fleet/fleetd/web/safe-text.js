/** Text of a device, made fit to be shown: it can neither hide, reorder nor overprint anything. */

const ESCAPE = "\u001b";
/** Colours and cursor moves of a terminal (ECMA-48, 5.4), which say nothing here. */
const TERMINAL_SEQUENCES = new RegExp(`${ESCAPE}\\[[0-?]*[ -/]*[@-~]`, "g");
/** Control characters but tab and line feed; then what is invisible or turns the direction of writing. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;

/** The text with everything unseen made visible. Line feeds and tabs stay. */
export function visible(text) {
  return text.replaceAll("\r\n", "\n").replace(TERMINAL_SEQUENCES, "").replace(UNSEEN, picture);
}

/** The same on one line. */
export function visibleLine(text) {
  return visible(text).replaceAll("\n", " ↵ ").replaceAll("\t", " ");
}

function picture(character) {
  if (character === "\n" || character === "\t") {
    return character;
  }
  return `‹U+${character.codePointAt(0).toString(16).toUpperCase().padStart(4, "0")}›`;
}
