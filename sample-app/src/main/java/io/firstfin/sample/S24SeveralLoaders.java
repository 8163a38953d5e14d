package io.firstfin.sample;

import io.firstfin.sample.http.SeveralLoaders;
import io.firstfin.sample.support.Scenario;
import io.firstfin.sample.support.Stage;
import java.util.List;

/**
 * The same library in several class loaders, as in a container with many applications, in versions that
 * FirstFin knows and in one that it does not.
 */
public final class S24SeveralLoaders implements Scenario {

    public static void main(String[] args) throws Exception {
        Stage.play(new S24SeveralLoaders(), args);
    }

    @Override
    public String title() {
        return "one library in several class loaders";
    }

    @Override
    public List<String> variants() {
        return List.of("okhttp");
    }

    @Override
    public void act(Stage stage) throws Exception {
        SeveralLoaders.play(stage);
    }
}
