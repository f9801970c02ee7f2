package no.itagenten.fleet.protocol.rest;

/** What is gone: the data of a {@code device_removed} event, and the answer to a DELETE. */
public record Removed(String id) {}
