package no.itagenten.fleet.protocol.json;

import com.google.gson.JsonParseException;

/** JSON that is valid but not of the shape asked for; the message says where and how, without repeating the input. */
final class ShapeException extends JsonParseException {

    private static final long serialVersionUID = 1L;

    ShapeException(String message) {
        super(message);
    }
}
