/** The REST API: the one place that knows its paths. Every function throws an {@link ApiError} that a person can read. */

import { observeServerTime } from "./clock.js";

/** Nothing the server answers takes longer, other than because the network is gone. */
const TIMEOUT_MS = 20_000;

export class ApiError extends Error {
  /** @param {string} code the server's name for what went wrong, or "unreachable" */
  constructor(message, code) {
    super(message);
    this.code = code;
  }
}

export const logIn = (token) => request("POST", "/api/login", { token });
export const logInByPassword = (user, password) => request("POST", "/api/login", { user, password });
export const logOut = () => request("POST", "/api/logout");
export const whoAmI = () => request("GET", "/api/whoami");

export const readDevices = () => request("GET", "/api/devices");
export const changeDevice = (id, changes) => request("PATCH", devicePath(id), changes);

export const readMetrics = (id) => request("GET", devicePath(id, "/metrics"));
export const readCommands = (id) => request("GET", devicePath(id, "/commands?limit=20"));
export const readCommand = (id) => request("GET", `/api/commands/${encodeURIComponent(id)}`);
export const readFailedCommands = () => request("GET", "/api/commands?state=failed&limit=50");
export const readActiveCommands = () => request("GET", "/api/commands?state=active&limit=500");
/** Commands: asked for again with the same key, because an answer was lost, they are given once. */
export const restart = (id, parameters, key) => request("POST", devicePath(id, "/restart"), parameters, key);
export const update = (id, parameters, key) => request("POST", devicePath(id, "/update"), parameters, key);
export const reboot = (id, key) => request("POST", devicePath(id, "/reboot"), {}, key);
export const cancelCommand = (id) => request("POST", `/api/commands/${encodeURIComponent(id)}/cancel`);

export const readConfig = (id) => request("GET", devicePath(id, "/config"));
export const changeConfig = (id, changes) => request("PUT", devicePath(id, "/config"), changes);

export const approveDevice = (id) => request("POST", devicePath(id, "/approve"));
export const rejectDevice = (id) => request("POST", devicePath(id, "/reject"));
export const removeDevice = (id) => request("DELETE", devicePath(id));
export const resetCredential = (id) => request("DELETE", devicePath(id, "/credential"));

export const readTokens = () => request("GET", "/api/enrollment-tokens");
export const createToken = (wanted) => request("POST", "/api/enrollment-tokens", wanted);
export const revokeToken = (id) => request("DELETE", `/api/enrollment-tokens/${encodeURIComponent(id)}`);

export const readLogs = (id, level, before) =>
  request("GET", devicePath(id, `/logs?limit=1000&level=${level}${before === null ? "" : `&before=${before}`}`));
export const eventsUrl = "/api/events";
export const logsUrl = (id, level, limit) => devicePath(id, `/logs?follow=1&limit=${limit}&level=${level}`);

function devicePath(id, rest = "") {
  return `/api/devices/${encodeURIComponent(id)}${rest}`;
}

async function request(method, path, body, key) {
  const response = await send(method, path, body, key);
  observeServerTime(response.headers.get("Date"));
  const answer = await response.json().catch(() => null);
  if (response.ok) {
    return answer;
  }
  if (response.status === 401 && path !== "/api/login") {
    location.reload(); // the session is over, so that this page is the login form now
    return new Promise(() => {});
  }
  throw new ApiError(sentence(answer?.error ?? `The server answered ${response.status}; try again in a moment`), answer?.code);
}

/** The server's errors begin with a small letter, for terminals. The name of a setting stays as it is. */
function sentence(error) {
  const start = /^[a-z]+ /.test(error) ? error[0].toUpperCase() + error.slice(1) : error;
  return /[.!?]$/.test(start) ? start : `${start}.`;
}

async function send(method, path, body, key) {
  const options = { method, headers: {}, signal: AbortSignal.timeout(TIMEOUT_MS) };
  if (key !== undefined) {
    options.headers["Idempotency-Key"] = key;
  }
  if (body !== undefined) {
    options.headers["Content-Type"] = "application/json";
    options.body = JSON.stringify(body);
  }
  try {
    return await fetch(path, options);
  } catch {
    throw new ApiError("The server cannot be reached. Check the network, then try again.", "unreachable");
  }
}
