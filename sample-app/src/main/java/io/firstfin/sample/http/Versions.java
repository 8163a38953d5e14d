package io.firstfin.sample.http;

import io.firstfin.sample.support.LibraryTable;
import java.util.List;
import java.util.Locale;

/**
 * A library and the versions in which it is played: those of its lines in the {@link LibraryTable}. A library
 * without a line comes with the JDK.
 *
 * @param of what lists it; its package has the class, too
 * @param className a name, since the class loads only where its library is
 */
public record Versions(Enum<?> of, String className) {

    /** As the command line names them. */
    public List<String> variants() {
        return comesWithJdk() ? List.of(word()) : LibraryTable.variantsOf(word());
    }

    /** As FirstFin names the library in this variant. */
    public String fullName(String name, String variant) {
        return comesWithJdk()
                ? name + " of JDK " + Runtime.version().feature()
                : name + " " + variant.substring(word().length() + 1);
    }

    /** Has a constructor without parameters. */
    public Class<?> load() throws ClassNotFoundException {
        return Class.forName(of.getDeclaringClass().getPackageName() + "." + className);
    }

    private boolean comesWithJdk() {
        return LibraryTable.variantsOf(word()).isEmpty();
    }

    private String word() {
        return of.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
