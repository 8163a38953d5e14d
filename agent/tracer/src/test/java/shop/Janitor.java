package shop;

/** An application's method that waits for references of collected objects, and cleans up after each. */
public final class Janitor implements Runnable {

    private final Runnable[] steps;

    public Janitor(Runnable... steps) {
        this.steps = steps;
    }

    @Override
    public void run() {
        for (Runnable step : steps) {
            step.run();
        }
    }
}
