package io.firstfin.sample.reliability;

import jdk.jfr.Recording;

/** Records itself, in a recording of a hostile name, until its stdin ends. */
public final class HostileMain {
    private HostileMain() {}

    public static void main(String[] args) throws Exception {
        try (Recording recording = new Recording()) {
            recording.setName(HostileNames.RECORDING);
            recording.enable("firstfin.Close");
            recording.start();
            System.out.println("started");
            while (System.in.read() >= 0) {
                continue;
            }
        }
    }
}
