package io.firstfin.sample;

import io.firstfin.sample.http.server.ServerLibrary;
import io.firstfin.sample.support.Scenario;
import io.firstfin.sample.support.Stage;
import java.util.List;

/**
 * The HTTP servers that Java programs use, each led through every way in which its connections end.
 * FirstFin says why each was closed; the connections of scenario 22, seen from the other side.
 */
public final class S23HttpServers implements Scenario {

    public static void main(String[] args) throws Exception {
        Stage.play(new S23HttpServers(), args);
    }

    @Override
    public String title() {
        return "why HTTP servers close";
    }

    @Override
    public List<String> variants() {
        return ServerLibrary.variants();
    }

    @Override
    public void act(Stage stage) throws Exception {
        ServerLibrary.play(stage);
    }
}
