package io.firstfin.cli.attach;

import java.io.IOException;

/** The JVM did not answer in time. */
final class AttachTimeout extends IOException {
    AttachTimeout() {
        super("no answer in time");
    }
}
