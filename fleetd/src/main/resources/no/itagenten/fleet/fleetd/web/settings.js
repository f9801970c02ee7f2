/** What may be configured on a device, for people. Values are judged by the server. */
export const SETTINGS = {
  heartbeat_interval: { hint: "seconds between heartbeats, 5 to 3600", inputMode: "numeric" },
  log_level: { hint: "least grave level that is sent", choices: ["debug", "info", "warn", "error"] },
  log_sources: { hint: "all, none, or names by comma" },
  log_batch_seconds: { hint: "seconds lines are gathered, 1 to 60", inputMode: "numeric" },
};
