package org.omsgateway.config;

/** A text is not a value of its setting. */
final class WrongValueException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final transient Expected expected;

    WrongValueException(Expected expected) {
        super(expected.text());
        this.expected = expected;
    }

    /** What the text should be. */
    Expected expected() {
        return expected;
    }
}
