/** The log as a file: what is kept of the device at a level, the newest lines of it, with only those that hold the words looked for. */

import { readLogs } from "./api.js";
import { visible, visibleLine } from "./safe-text.js";

const MOST_LINES = 20_000;

/**
 * @param {function(number)} onProgress takes how many lines were read
 * @returns {Promise<number>} how many lines the file has
 */
export async function downloadLog(device, level, matches, onProgress) {
  const entries = [];
  let page;
  do {
    page = await readLogs(device.id, level, entries.at(-1)?.id ?? null);
    entries.push(...page);
    onProgress(entries.length);
  } while (page.length > 0 && entries.length < MOST_LINES);
  const lines = entries.filter(matches).reverse().map(lineOf);
  offer(new Blob([lines.join("")], { type: "text/plain;charset=utf-8" }), `${device.id}.log`);
  return lines.length;
}

function lineOf({ timestamp, level, source, message }) {
  const from = source === null ? "" : `${visibleLine(source)}: `;
  return `${timestamp} ${level.toUpperCase().padEnd(5)} ${from}${visible(message)}\n`;
}

function offer(blob, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
