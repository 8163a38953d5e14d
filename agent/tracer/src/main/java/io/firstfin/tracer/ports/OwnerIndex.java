package io.firstfin.tracer.ports;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Numbers owners: there are few, and many closes of each. Beyond {@value #BOUND} they have no name. */
final class OwnerIndex {

    private static final int BOUND = 2_000;
    private static final int NOBODY = 0;

    private final Map<Owner, Integer> numbers = new HashMap<>();
    private final List<Owner> owners = new ArrayList<>();

    OwnerIndex() {
        owners.add(null);
    }

    int of(Owner owner) {
        if (owner == null) {
            return NOBODY;
        }
        Integer known = numbers.get(owner);
        if (known != null) {
            return known;
        }
        if (owners.size() > BOUND) {
            return NOBODY;
        }
        owners.add(owner);
        numbers.put(owner, owners.size() - 1);
        return owners.size() - 1;
    }

    /** Null for nobody. */
    Owner at(int number) {
        return owners.get(number);
    }
}
