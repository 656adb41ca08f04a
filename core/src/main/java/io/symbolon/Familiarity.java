package io.symbolon;

/** Whether the subject has signed in from a device before. */
public enum Familiarity {
    /** The subject has signed in from this device before. */
    KNOWN_DEVICE,
    /** The device can remember subjects, and does not have this one. */
    NEW_DEVICE,
    /** Nothing is known of the device, as of one that keeps no cookies. */
    NOT_KNOWABLE
}
