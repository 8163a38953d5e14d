package io.firstfin.sample.reliability;

import io.firstfin.sample.ShippedCommandLine;
import io.firstfin.sample.ShippedCommandLine.Ended;

/** Tries every command on a JVM, as whoever runs this; prints how each ended. */
final class CommandsOfAnotherUser {
    private CommandsOfAnotherUser() {}

    public static void main(String[] args) throws Exception {
        ShippedCommandLine firstfin = new ShippedCommandLine();
        String pid = args[0];
        print("list", firstfin.run("list"));
        for (String command : new String[] {"attach", "status", "detach", "doctor"}) {
            print(command, firstfin.run(command, pid));
        }
        print("record", firstfin.run("record", pid, "--duration", "1s", "--output", "/tmp/out.jfr"));
    }

    private static void print(String command, Ended ended) {
        System.out.println(command + " " + ended.code() + " " + ended.err().replace("\n", " | "));
    }
}
