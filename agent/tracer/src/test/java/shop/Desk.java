package shop;

/** An application's method that asks for something. */
public final class Desk {

    private Desk() {}

    public static void ask(Runnable act) {
        act.run();
    }
}
