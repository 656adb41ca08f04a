package io.symbolon;

import java.util.Map;
import java.util.Optional;

/**
 * Compares what stays the same on one device. A device's name is {@code Browser on System}, or one of both: updates,
 * distributions, and the choice between desktop and mobile site change how one device presents itself.
 */
final class SameDevice implements ContextGuard {
    private static final String SEPARATOR = " on ";
    /** A page in another program's window: it says nothing of the program, and programs also send requests themselves. */
    private static final String ANY_PROGRAM = "App";

    private static final String APPLE = "Apple";
    private static final String LINUX = "Linux";

    /** A tablet's or phone's browser that is asked for the desktop site names the desktop system of its maker. */
    private static final Map<String, String> FAMILIES = Map.ofEntries(
            Map.entry("macOS", APPLE),
            Map.entry("iOS", APPLE),
            Map.entry("iPadOS", APPLE),
            Map.entry("Linux", LINUX),
            Map.entry("Android", LINUX),
            Map.entry("ChromeOS", LINUX),
            Map.entry("Ubuntu", LINUX),
            Map.entry("Fedora", LINUX),
            Map.entry("Debian", LINUX));

    /** @param system the family, or the whole name where it is not known */
    private record Parts(String program, Optional<String> system) {
        static Parts of(Device device) {
            String name = device.name();
            int separator = name.lastIndexOf(SEPARATOR);
            if (separator >= 0) {
                String system = name.substring(separator + SEPARATOR.length());
                return new Parts(name.substring(0, separator), Optional.of(FAMILIES.getOrDefault(system, system)));
            }
            return FAMILIES.containsKey(name)
                    ? new Parts(ANY_PROGRAM, Optional.of(FAMILIES.get(name)))
                    : new Parts(name, Optional.empty());
        }

        boolean isProgramOf(Parts other) {
            return program.equals(other.program) || isAnyProgram() || other.isAnyProgram();
        }

        private boolean isAnyProgram() {
            return program.equals(ANY_PROGRAM);
        }
    }

    @Override
    public boolean accepts(UserSession session, SessionContext context) {
        Device signedIn = session.createdFrom().device();
        Device now = context.device();
        return signedIn == null || now == null || isSame(signedIn, now);
    }

    static boolean isSame(Device one, Device other) {
        if (one.equals(other)) {
            return true;
        }
        Parts first = Parts.of(one);
        Parts second = Parts.of(other);
        if (!first.isProgramOf(second)) {
            return false;
        }
        if (first.system().isEmpty() || second.system().isEmpty()) {
            return one.type().equals(other.type()) || isOther(one) || isOther(other);
        }
        return first.system().equals(second.system())
                && areTypesOfOne(first.system().get(), one, other);
    }

    private static boolean areTypesOfOne(String family, Device one, Device other) {
        if (one.type().equals(other.type())) {
            return true;
        }
        boolean isEitherTv = one.type().equals("tv") || other.type().equals("tv");
        boolean isPhoneAndTablet = isDesktop(one) == isDesktop(other);
        return switch (family) {
            // An iPhone and an iPad each may say that they are a Mac, but neither that it is the other.
            case APPLE -> !isEitherTv && !isPhoneAndTablet;
            case LINUX -> !isEitherTv;
            default -> false;
        };
    }

    private static boolean isDesktop(Device device) {
        return device.type().equals("desktop");
    }

    private static boolean isOther(Device device) {
        return device.type().equals("other");
    }
}
