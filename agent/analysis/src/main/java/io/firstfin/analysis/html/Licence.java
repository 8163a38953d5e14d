package io.firstfin.analysis.html;

import java.util.List;

/**
 * What the page carries within that others wrote, and on which terms.
 *
 * @param work its name
 * @param text the whole licence
 */
record Licence(String work, String text) {

    static List<Licence> all() {
        return List.of(
                new Licence("Chart.js, which draws the charts", Resource.text("chartjs/LICENSE.md")),
                new Licence("@kurkle/color, which Chart.js contains", Resource.text("kurkle-color/LICENSE.md")));
    }
}
