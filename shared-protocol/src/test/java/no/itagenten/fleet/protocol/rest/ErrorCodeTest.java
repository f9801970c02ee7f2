package no.itagenten.fleet.protocol.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Clients and scripts compare with these: pinned. */
class ErrorCodeTest {

    @Test
    void namesAndStatusesStayAsTheyAre() {
        assertThat(Arrays.stream(ErrorCode.values()).map(code -> code.httpStatus() + " " + code.wireName()))
                .containsExactly(
                        "400 bad_request",
                        "400 malformed_json",
                        "401 unauthorized",
                        "403 forbidden",
                        "404 not_found",
                        "404 device_not_found",
                        "404 command_not_found",
                        "405 method_not_allowed",
                        "409 conflict",
                        "409 device_exists",
                        "413 payload_too_large",
                        "415 unsupported_media_type",
                        "422 idempotency_key_reused",
                        "429 too_many_requests",
                        "500 internal",
                        "503 unavailable");
    }
}
