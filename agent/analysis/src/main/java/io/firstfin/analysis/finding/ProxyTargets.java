package io.firstfin.analysis.finding;

import io.firstfin.analysis.model.Model;
import io.firstfin.analysis.model.ProxyUse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What the proxies at the destinations of a cause were asked to connect to. */
final class ProxyTargets {

    private final Map<String, Long> counts;
    private final long total;

    /** @param refused whether the proxy answered that it does not connect */
    ProxyTargets(Model model, Cause cause, boolean refused) {
        List<ProxyUse> uses = model.connections().proxies().stream()
                .filter(use -> use.refused() == refused && cause.concerns(use.proxy()))
                .toList();
        this.counts = uses.stream()
                .filter(use -> !use.target().isEmpty())
                .collect(Collectors.groupingBy(
                        ProxyUse::target, LinkedHashMap::new, Collectors.summingLong(ProxyUse::count)));
        this.total = uses.stream().mapToLong(ProxyUse::count).sum();
    }

    /** {@code  397 led through the proxy there to example:443.}, or nothing. */
    String sentence() {
        return counts.isEmpty() ? "" : " " + Figures.count(total) + " led through the proxy there to " + names() + ".";
    }

    /** {@code example:443}, or {@code a:443 (40), b:443 (7) and others}. */
    String names() {
        if (counts.size() == 1 && counts.containsValue(total)) {
            return counts.keySet().iterator().next();
        }
        List<String> names = counts.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed().thenComparing(Map.Entry::getKey))
                .limit(Thresholds.NAMED)
                .map(target -> target.getKey() + " (" + Figures.count(target.getValue()) + ")")
                .toList();
        return String.join(", ", names) + (counts.size() > names.size() ? " and others" : "");
    }
}
