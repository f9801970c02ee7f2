/** What is good, doubtful and bad about a device. Pure. */

import { dateTime, number, orUnknown } from "./format.js";
import { visibleLine } from "./safe-text.js";

const WARN_FROM = 60;
const BAD_FROM = 80;

/** What is measured; the limits above hold for per cent and for degrees alike. */
export const METRICS = [
  { field: "cpu_percent", label: "CPU", name: "CPU load", unit: "%" },
  { field: "memory_percent", label: "Mem", name: "Memory used", unit: "%" },
  { field: "disk_percent", label: "Disk", name: "Disk used", unit: "%" },
  { field: "temperature_celsius", label: "Temp", name: "Temperature", unit: "°C" },
];

/** @returns {"ok"|"warn"|"bad"|"none"} */
export function metricLevel(value) {
  if (value === null) {
    return "none";
  }
  const shown = Math.round(value); // the colour belongs to the number beside it
  return shown < WARN_FROM ? "ok" : shown < BAD_FROM ? "warn" : "bad";
}

/** @returns {"ok"|"bad"|"none"|"warn"} of a service's state as systemd names it */
export function serviceLevel(state) {
  switch (state) {
    case "active":
      return "ok";
    case "failed":
      return "bad";
    case "inactive":
      return "none";
    default:
      return "warn";
  }
}

export function isOnline(device) {
  return device.status === "online";
}

export function isPending(device) {
  return device.status === "pending";
}

/** Whether it is there, in a word. */
export function presenceOf(device) {
  return isPending(device) ? "Pending" : isOnline(device) ? "Online" : "Offline";
}

/** What a pending device waits for. */
export const AWAITS_APPROVAL = "Waits for approval";

/** What somebody should look at, in words. An offline device's last metrics say nothing about now. */
export function problemsOf(device) {
  if (isPending(device)) {
    return [AWAITS_APPROVAL];
  }
  const copied = copiesOf(device);
  if (!isOnline(device)) {
    return ["Offline", ...copied];
  }
  const failed = device.services
    .filter((service) => serviceLevel(service.state) === "bad")
    .map((service) => `${visibleLine(service.name)} failed`);
  const high = METRICS.filter((metric) => metricLevel(device[metric.field]) === "bad")
    .map((metric) => `${metric.name} ${number(device[metric.field], metric.unit)}`);
  return [...copied, ...failed, ...high];
}

/** That several machines use its key, in words; empty if that is not so. */
export function copiesOf({ duplicate_key: copies }) {
  if (!copies) {
    return [];
  }
  const machines = copies.machines.map(({ address, hostname }) => visibleLine(hostname === null ? address : `${address} (${hostname})`));
  return [`Its key is used by several machines: ${machines.sort().join(", ")}`]; // they take turns: in one order
}

/** What keeps it from being disturbed, in words: on air, or locked by somebody. */
export function heldOf(device) {
  const { busy, lock } = device;
  const held = [];
  if (isOnline(device) && busy?.busy) {
    held.push(`On air: ${visibleLine(busy.reason ?? "busy")}${busy.since === null ? "" : ` since ${dateTime(busy.since)}`}`);
  }
  if (lock) {
    const until = lock.until === null ? "" : `, until ${dateTime(lock.until)}`;
    held.push(`Locked by ${visibleLine(lock.owner)}: ${visibleLine(lock.reason)}${until}${device.policy_in_force === false ? " (the device does not know it yet)" : ""}`);
  }
  return held;
}

/** When it may be disturbed; an en dash: at any time. */
export function maintenanceOf({ window, time_zone: zone }) {
  if (!window) {
    return orUnknown(null);
  }
  const { open, opens_at: opens, closes_at: closes } = window;
  const stand = open ? `open${closes === null ? "" : `, closes ${dateTime(closes)}`}` : `closed${opens === null ? "" : `, opens ${dateTime(opens)}`}`;
  return `${window.windows.join("; ")} (${zone ?? "UTC"}) · ${stand}`;
}

/** @returns {"online"|"problem"|"offline"|"pending"} which is also the symbol's name */
export function condition(device) {
  if (isPending(device)) {
    return "pending";
  }
  if (!isOnline(device)) {
    return "offline";
  }
  return problemsOf(device).length > 0 ? "problem" : "online";
}
