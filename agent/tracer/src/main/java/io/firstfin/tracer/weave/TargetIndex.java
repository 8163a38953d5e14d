package io.firstfin.tracer.weave;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which classes are woven, by name; and for libraries that others pack under another package, by the
 * end of the name. A class that has nothing to do with us costs two look-ups when it loads.
 */
final class TargetIndex {

    /** Of each library. Beyond that a renamed copy is not woven. */
    private static final int MOST_COPIES = 64;

    private final Map<String, Place> named = new ConcurrentHashMap<>();
    private final Map<String, List<Place>> bySimpleName = new ConcurrentHashMap<>();
    private final Set<Library> copies = ConcurrentHashMap.newKeySet();

    /** A class to weave; its library is null where it is one of the JDK's sockets. */
    record Place(Target target, Library library) {

        boolean isOfTheJdk() {
            return library == null || library.isOfTheJdk();
        }

        /** What follows the library's package in the internal name; begins with a slash. */
        private String suffix() {
            return target.internalName().substring(library.root().length());
        }
    }

    void add(Target socket) {
        named.put(socket.internalName(), new Place(socket, null));
    }

    void add(Library library) {
        for (Target target : library.targets()) {
            Place place = new Place(target, library);
            named.put(target.internalName(), place);
            if (library.isRelocatable()) {
                bySimpleName.merge(simple(target.internalName()), List.of(place), TargetIndex::both);
            }
        }
    }

    /** Null for a class that is not woven. */
    Place of(String internalName) {
        Place place = named.get(internalName);
        if (place != null) {
            return place;
        }
        List<Place> candidates = bySimpleName.get(simple(internalName));
        return candidates == null ? null : copy(candidates, internalName);
    }

    private Place copy(List<Place> candidates, String name) {
        for (Place original : candidates) {
            String suffix = original.suffix();
            if (name.length() > suffix.length() && name.endsWith(suffix)) {
                String root = name.substring(0, name.length() - suffix.length());
                register(original.library().relocated(root.replace('/', '.')));
                return named.get(name);
            }
        }
        return null;
    }

    private void register(Library copy) {
        if (copies.size() < MOST_COPIES && copies.add(copy)) {
            for (Target target : copy.targets()) {
                named.putIfAbsent(target.internalName(), new Place(target, copy));
            }
        }
    }

    private static String simple(String internalName) {
        return internalName.substring(internalName.lastIndexOf('/') + 1);
    }

    private static List<Place> both(List<Place> some, List<Place> others) {
        List<Place> all = new ArrayList<>(some);
        all.addAll(others);
        return List.copyOf(all);
    }
}
