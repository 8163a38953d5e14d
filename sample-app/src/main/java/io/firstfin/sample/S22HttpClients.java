package io.firstfin.sample;

import io.firstfin.sample.http.Library;
import io.firstfin.sample.support.Scenario;
import io.firstfin.sample.support.Stage;
import java.util.List;

/**
 * The HTTP clients that Java programs use, each led through every way in which its connections end.
 * FirstFin says why each was closed; docs/reasons.md shows what it said.
 */
public final class S22HttpClients implements Scenario {

    public static void main(String[] args) throws Exception {
        Stage.play(new S22HttpClients(), args);
    }

    @Override
    public String title() {
        return "why HTTP clients close";
    }

    @Override
    public List<String> variants() {
        return Library.variants();
    }

    /** In an application, too, the client is there when the agent comes. */
    @Override
    public void prepare(String variant) throws Exception {
        Library.prepare(variant);
    }

    @Override
    public void act(Stage stage) throws Exception {
        Library.play(stage);
    }
}
